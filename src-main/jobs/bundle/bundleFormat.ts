/*
 * A bundle is a zip that holds a project with its files: `bundle.json`, `project.fathom`, its rasters, and the sources in
 * `data/`. Nothing in it is compressed: pictures are already, and what is not compressed cannot blow up when it is read.
 */

export const projectName = 'project.fathom';
export const rastersFolder = 'project.fathom-rasters';
export const noteName = 'bundle.json';

/** What a bundle holds beside its items with their calibration, annotations and labels. */
export interface BundleParts {
  /** The dataset's files; without them they are asked for where the bundle is opened. */
  readonly files: boolean;
  /** Runs with maps, metrics and regions. */
  readonly results: boolean;
}

export const wholeBundle: BundleParts = { files: true, results: true };

/** What `bundle.json` says. */
export interface BundleNote {
  readonly format: 'fathom-bundle';
  readonly version: 1;
  readonly items: number;
  readonly createdBy: string;
}

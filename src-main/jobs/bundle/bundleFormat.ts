/*
 * A bundle is a zip that holds a project with its files: `bundle.json`, `project.fathom`, its rasters, and the sources in
 * `data/`. Nothing in it is compressed: pictures are already, and what is not compressed cannot blow up when it is read.
 */

export const projectName = 'project.fathom';
export const rastersFolder = 'project.fathom-rasters';
export const noteName = 'bundle.json';

/** What `bundle.json` says. */
export interface BundleNote {
  readonly format: 'fathom-bundle';
  readonly version: 1;
  readonly items: number;
  readonly createdBy: string;
}

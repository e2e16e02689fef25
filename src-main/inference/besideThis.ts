/**
 * The address of an entry file of this folder: beside this file as `.ts` when the source runs unbuilt, beside the bundle
 * as `.js` when it was built (the build writes entries and chunks into one flat folder).
 */
export function besideThis(entry: 'inference.child' | 'device.worker' | 'pictures.worker'): URL {
  const suffix = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  return new URL(`./${entry}${suffix}`, import.meta.url);
}

/**
 * Where the worker's entry lies: beside this file as `.ts` when the source runs unbuilt, beside the bundle as `.js`
 * when it was built (the build writes entries and chunks into one flat folder).
 */
export function workerUrl(): URL {
  const suffix = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  const file = `./compute.worker${suffix}`;
  return new URL(file, import.meta.url);
}

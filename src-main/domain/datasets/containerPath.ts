/**
 * A stored path as the file it lies in and the name of the array in it: `x.mat:images[3]`, `x.npz:disp`. Files that hold
 * one map or picture have no such name.
 */
export function containerPath(path: string): { readonly file: string; readonly key: string | null } {
  const match = /^(.*\.(?:npz|mat|h5|hdf5|dsp5|exr|flo)):([^:/\\]+)$/i.exec(path);
  return match ? { file: match[1]!, key: match[2]! } : { file: path, key: null };
}

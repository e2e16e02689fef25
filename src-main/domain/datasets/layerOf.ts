/**
 * The name of all ground truth of one role that one layout found: encodings are given and changed by layer. A user may
 * also write the role alone.
 */
export function layerOf(layout: string, role: 'disparity' | 'depth'): string {
  return `${layout}/${role}`;
}

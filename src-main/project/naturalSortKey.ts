/** A text whose plain order is the natural order of names: `frame2` before `frame10`, any case. */
export function naturalSortKey(name: string): string {
  return name.toLowerCase().replaceAll(/\d+/g, (digits) => digits.padStart(20, '0'));
}

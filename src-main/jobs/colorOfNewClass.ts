import { createHash } from 'node:crypto';

/** Tellable apart from each other and from the colours of the usual classes. */
const palette = ['#7f3c8d', '#11a579', '#3969ac', '#f2b701', '#e73f74', '#80ba5a', '#a5aa99'];

/** A colour for a class that comes with data and brings none: the same name gets the same colour everywhere. */
export function colorOfNewClass(name: string): string {
  return palette[createHash('sha256').update(name).digest()[0]! % palette.length]!;
}

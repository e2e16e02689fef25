import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Names of folders that people have: spaces, Hangul, an emoji, what URLs and shells give a meaning of their own. */
export const strangeName = '데이터 셋 🚗 #1 50%20 (a+b) & c;d ?=é\'"';

/** A folder below another whose path has more than 260 characters, which was the limit of Windows. */
export async function longFolder(below: string): Promise<string> {
  const path = join(below, strangeName, 'x'.repeat(120), '긴 이름 '.repeat(10).trim(), 'y'.repeat(100));
  await mkdir(path, { recursive: true });
  return path;
}

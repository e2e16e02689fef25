import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { comparedPicture } from '#domain/stereo/comparedPicture.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import type { MatrixCase } from '#testing/sgbmMatrix.ts';
import { sgbmMatrix } from '#testing/sgbmMatrix.ts';
import { sharedData } from '#testing/sharedData.ts';
import type { SgbmMatcher } from '#wasm/sgbm/SgbmMatcher.ts';

/**
 * Compares the maps of the real pairs with OpenCV's digests and prints each difference.
 * @param pair   part of the names of the pairs wanted; empty for all
 * @param count  told about every map
 */
export async function stereoMatrix(
  matcher: SgbmMatcher,
  pair: string,
  count: (what: string) => void,
): Promise<void> {
  const cases = sgbmMatrix().filter((one) => one.pair.includes(pair));
  for (const name of new Set(cases.map((one) => one.pair))) {
    const ofPair = cases.filter((one) => one.pair === name);
    const [left, right] = await Promise.all([ofPair[0]!.left, ofPair[0]!.right].map(loadPicture));
    for (const one of ofPair) {
      for (const threads of [1, 2, 3, 4]) {
        const views = [left!, right!].map((picture) => comparedPicture(picture, one.options.channels));
        const match = await matcher.match(views[0]!, views[1]!, one.options, { threads });
        note(one, `${match.path} with ${threads} threads`, match.disparity16);
        // The scalar kernels run in one thread whatever they are given.
        if (match.path === 'scalar') break;
      }
    }
    console.log(`${name}: ${ofPair.length} cases done`);
  }

  function note(one: MatrixCase, build: string, map: Int16Array): void {
    const digest = createHash('sha256').update(new Uint8Array(map.buffer, map.byteOffset, map.byteLength));
    const isSame = digest.digest('hex') === one.sha256;
    count(`${isSame ? 'same' : 'different'}: ${build}, ${one.options.mode} ${one.options.channels}`);
    if (!isSame) console.log(`differs: ${one.name}, ${build}`);
  }
}

async function loadPicture(file: string) {
  return decodePicture(await readFile(join(sharedData, file)), file);
}

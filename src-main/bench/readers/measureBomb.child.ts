import { isStudioError } from '#domain/errors.ts';
import { decodeMap } from '#formats/decodeMap.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import { fixtureBytes } from '#testing/fixture.ts';
import { bombs } from './bombs.ts';

/*
 * Gives one bomb, by its number, to its reader, in a process of its own: prints how it is refused, in which time, and by
 * how much the process grew at its peak, as JSON. What reads the format is loaded before.
 */
const bomb = bombs[Number(process.argv[2])]!;
const decode = bomb.isPicture ? decodePicture : decodeMap;
await decode(fixtureBytes(bomb.harmless[0]), bomb.harmless[0], bomb.harmless[1]);
const bytes = bomb.make();
const peakBefore = process.resourceUsage().maxRSS;
const spent = process.cpuUsage();
const start = performance.now();
const refusal = await decode(bytes, bomb.file).then(
  () => 'READ',
  (error: unknown) => (isStudioError(error) ? `${error.tag}: ${error.message}` : String(error)),
);
const elapsedMs = performance.now() - start;
const { user, system } = process.cpuUsage(spent);
const grownMB = (process.resourceUsage().maxRSS - peakBefore) / 1024;
console.log(
  JSON.stringify({ refusal, bytes: bytes.length, elapsedMs, cpuMs: (user + system) / 1000, grownMB }),
);
process.exit(0);

import { openSync, writeSync } from 'node:fs';
import { fuzzReader } from './fuzzReader.ts';
import { fuzzedReaders } from './readers.ts';

/*
 * Runs cases of one reader: NAME SEED FROM TO FILE. The number of the current case is kept in FILE, so that it is known
 * after a crash or a hang. The tally goes to standard output as JSON.
 */
const [name, seed, from, to, positionFile] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
];
const reader = fuzzedReaders.find((each) => each.name === name);
if (!reader) throw new Error(`no reader ${name}`);
const position = openSync(positionFile, 'w');
const current = new Float64Array(1);
const tally = await fuzzReader(reader, { seed: Number(seed), from: Number(from), to: Number(to) }, (at) => {
  current[0] = at;
  writeSync(position, current, 0, 8, 0);
});
writeSync(1, JSON.stringify(tally));
process.exit(0);

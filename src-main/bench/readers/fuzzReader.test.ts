import { describe, expect, it } from 'vitest';
import { StudioError } from '#domain/errors.ts';
import { seededRandom } from '#testing/seededRandom.ts';
import { AllocationMeter } from './AllocationMeter.ts';
import { fuzzReader } from './fuzzReader.ts';
import { mutateBytes } from './mutateBytes.ts';
import { fuzzedReaders, type FuzzedReader } from './readers.ts';

describe('readers given damaged files', () => {
  it.each(fuzzedReaders.map((reader) => [reader.name, reader] as const))(
    '%s reads them or refuses them with a tagged error',
    async (_name, reader) => {
      const to = reader.isOwn ? 300 : 40;
      const { cases, findings } = await fuzzReader(reader, { seed: 20, from: 0, to });
      expect(findings).toEqual([]);
      expect(cases).toBe(to);
    },
  );
});

describe('the fuzzer', () => {
  const seed = { file: 'x.bin', bytes: new Uint8Array(100).fill(7), key: null };
  const reading = (read: FuzzedReader['read'], isOwn = true): FuzzedReader => ({
    name: 'x',
    isOwn,
    seeds: () => [seed],
    read,
    bytesPerByte: 1,
  });
  const onlyWhenDamaged = (fail: () => void) => (bytes: Uint8Array) => {
    if (Buffer.compare(bytes, seed.bytes) !== 0) fail();
  };
  const whatIsFound = async (fail: () => void) => {
    const { findings } = await fuzzReader(reading(onlyWhenDamaged(fail)), { seed: 1, from: 0, to: 5 });
    return findings[0]?.what;
  };

  it('finds an error that is none of ours', async () => {
    const found = await whatIsFound(() => {
      throw new TypeError('undefined is not a function');
    });
    expect(found).toContain('TypeError: undefined is not a function');
  });

  it('finds an error that does not name the file', async () => {
    const found = await whatIsFound(() => {
      throw new StudioError('BadFile', 'damaged');
    });
    expect(found).toBe('does not name the file: damaged');
  });

  it('finds memory that is asked for on the word of a header', async () => {
    expect(await whatIsFound(() => new Float64Array(1 << 20))).toContain('Float64Array of 8388608 bytes');
  });

  it('damages a file in the same way every time', () => {
    const twice = [1, 2].map(() => mutateBytes(seed.bytes, seededRandom(3), [seed.bytes]));
    expect(twice[0]).toEqual(twice[1]);
    expect(twice[0]).not.toEqual(seed.bytes);
    expect(seed.bytes).toEqual(new Uint8Array(100).fill(7));
  });
});

describe('AllocationMeter', () => {
  it('counts what is asked for by length, and puts the constructors back', () => {
    const { Float32Array: before } = globalThis;
    const meter = new AllocationMeter(1000);
    try {
      expect(new Float32Array(10)).toBeInstanceOf(Float32Array);
      expect(Uint8Array.from({ length: 5 }, (_, i) => i)).toEqual(new Uint8Array([0, 1, 2, 3, 4]));
      expect(meter.bytes).toBeGreaterThanOrEqual(45);
      expect(() => new Uint16Array(501)).toThrow('Uint16Array of 1002 bytes, beyond 1000');
    } finally {
      meter.dispose();
    }
    expect(globalThis.Float32Array).toBe(before);
  });
});

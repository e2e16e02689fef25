import { describe, expect, it } from 'vitest';
import { allCauses } from '../causes/allCauses.ts';
import { defaultRegionSettings } from './RegionSettings.ts';
import { validateRegionSettings } from './validateRegionSettings.ts';

const refused = (change: object) => {
  try {
    validateRegionSettings({ ...defaultRegionSettings, ...change });
  } catch (error) {
    return error;
  }
  return null;
};

describe('validateRegionSettings', () => {
  it('takes the defaults, and limits that differ from theirs', () => {
    expect(validateRegionSettings(defaultRegionSettings)).toEqual(defaultRegionSettings);
    const limits = { repetitive: { likeness: 0.7 }, 'thin-structure': {} };
    expect(validateRegionSettings({ ...defaultRegionSettings, limits }).limits).toEqual({
      repetitive: { likeness: 0.7 },
    });
  });

  it('leaves out limits at their default, so that equal settings have equal texts', () => {
    const limits = Object.fromEntries(
      allCauses.map(({ name, limits }) => [
        name,
        Object.fromEntries(Object.entries(limits).map(([limit, { value }]) => [limit, value])),
      ]),
    );
    expect(validateRegionSettings({ ...defaultRegionSettings, limits })).toEqual(defaultRegionSettings);
  });

  it('names what it refuses, what was found and what is legal', () => {
    expect(refused({ strong: 2 })).toMatchObject({
      tag: 'InvalidOption',
      message: 'strong must be a number from 0 to 1, found 2',
    });
    expect(refused({ limits: { repetitive: { likeness: 7 } } })).toMatchObject({
      tag: 'InvalidOption',
      message: 'limits.repetitive.likeness must be a number from 0.1 to 1, found 7',
    });
    const unknown: unknown = expect.stringMatching(
      /^limits\.repetitive must be no keys but .*, found liking$/,
    );
    expect(refused({ limits: { repetitive: { liking: 0.5 } } })).toMatchObject({ message: unknown });
    expect(refused({ limits: { ghosts: {} } })).toMatchObject({ tag: 'InvalidOption' });
    expect(refused({ limits: [] })).toMatchObject({ tag: 'InvalidOption' });
    expect(refused({ map: 'photometric' })).toMatchObject({ tag: 'InvalidOption' });
    expect(refused({ colour: 'red' })).toMatchObject({ tag: 'InvalidOption' });
  });
});

it('every limit of every cause lies within its own range and says what it is', () => {
  for (const { name, limits } of allCauses)
    for (const [limit, { value, min, max, help }] of Object.entries(limits)) {
      expect(value, `${name}.${limit}`).toBeGreaterThanOrEqual(min);
      expect(value, `${name}.${limit}`).toBeLessThanOrEqual(max);
      expect(help, `${name}.${limit}`).not.toBe('');
    }
});

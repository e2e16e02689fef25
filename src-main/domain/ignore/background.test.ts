import { describe, expect, it } from 'vitest';
import { canonicalRecipeText } from '../evaluation/canonicalRecipe.ts';
import { defaultRecipe } from '../evaluation/defaultRecipe.ts';
import { evaluateFrame } from '../evaluation/evaluateFrame.ts';
import { recipeLabel } from '../evaluation/recipeLabel.ts';
import { validateRecipe } from '../evaluation/validateRecipe.ts';
import type { Mask, Picture, Raster } from '../rasters/Raster.ts';
import { backgroundOfFolder } from './backgroundOfFolder.ts';
import { type BackgroundRule, defaultDark } from './BackgroundRule.ts';
import { darkBackground } from './darkBackground.ts';
import { formatBackgroundRule } from './formatBackgroundRule.ts';
import { limbBand } from './limbBand.ts';
import { measureDarkness } from './measureDarkness.ts';
import { parseBackgroundRule } from './parseBackgroundRule.ts';
import { proposeBackground } from './proposeBackground.ts';

const [width, height] = [80, 60];
const centre = [40, 30] as const;
const radius = 20;
const distance = (i: number) => Math.hypot((i % width) - centre[0], Math.floor(i / width) - centre[1]);

/** A disc of grey 120 before black; where `lit` says no, it is night. */
function disc(lit: (x: number, y: number) => boolean = () => true): Picture {
  const data = Uint8Array.from({ length: width * height }, (_, i) =>
    distance(i) <= radius && lit(i % width, Math.floor(i / width)) ? 120 : 2,
  );
  return { width, height, channels: 1, data };
}

const count = (data: Uint8Array) => data.reduce((sum, value) => sum + value, 0);

describe('the dark background', () => {
  it('is what is black and reaches the border, up to the limb', () => {
    const { data } = darkBackground(disc(), defaultDark);
    expect(data).toEqual(Uint8Array.from(data, (_, i) => (distance(i) > radius ? 1 : 0)));
  });

  it('leaves a crater in shadow to the body where it must be connected, and not where it need not', () => {
    const crater = disc((x, y) => Math.hypot(x - 40, y - 30) > 6);
    expect(darkBackground(crater, defaultDark).data[30 * width + 40]).toBe(0);
    expect(darkBackground(crater, { ...defaultDark, connected: false }).data[30 * width + 40]).toBe(1);
  });

  it('leaves the night side to the body where that is convex', () => {
    // A gibbous phase: a dent of night from the right.
    const phase = disc((x, y) => Math.hypot(x - 62, y - 30) > 12);
    const dent = 30 * width + 54;
    expect(darkBackground(phase, defaultDark).data[dent]).toBe(1);
    expect(darkBackground(phase, { ...defaultDark, convex: true }).data[dent]).toBe(0);
  });

  it('is empty in a picture without a dark border, and everything in a black one', () => {
    const grey: Picture = { width, height, channels: 1, data: new Uint8Array(width * height).fill(90) };
    expect(count(darkBackground(grey, defaultDark).data)).toBe(0);
    const black: Picture = { ...grey, data: new Uint8Array(width * height) };
    for (const convex of [true, false]) {
      expect(count(darkBackground(black, { ...defaultDark, convex }).data)).toBe(width * height);
    }
  });
});

describe('the limb', () => {
  it('is the body’s band along the background, by distance to pixel centres', () => {
    const mask: Mask = { width: 7, height: 1, data: Uint8Array.from([1, 1, 0, 0, 0, 0, 0]) };
    expect([...limbBand(mask, 2)]).toEqual([0, 0, 1, 1, 0, 0, 0]);
    expect(count(limbBand(mask, 0))).toBe(0);
    expect(count(limbBand({ ...mask, data: new Uint8Array(7) }, 3))).toBe(0);
  });
});

describe('a rule in words', () => {
  it.each([
    ['dark', 'dark:level=8,connected=yes,convex=no,treat=leave-out,limb=5'],
    ['dark:level=12,convex=yes,treat=apart', 'dark:level=12,connected=yes,convex=yes,treat=apart,limb=5'],
    [
      'masks:folder=space/masks/,marks=body,limb=0',
      'masks:folder=space/masks,marks=body,treat=leave-out,limb=0',
    ],
  ])('%s means %s, and reads back as itself', (text, whole) => {
    const rule = parseBackgroundRule(text);
    expect(formatBackgroundRule(rule)).toBe(whole);
    expect(parseBackgroundRule(whole)).toEqual(rule);
  });

  it.each([
    ['black', /begins with dark or masks; black has black/],
    ['dark:levels=3', /has level, connected, convex, treat, limb, each with =/],
    ['dark:level=3,level=4', /each key once/],
    ['dark:level=', /level must be a grey level from 0 to 254/],
    ['dark:level=255', /grey level from 0 to 254, found 255/],
    ['dark:connected=maybe', /yes or no for connected/],
    ['dark:treat=hide', /treatment must be one of leave-out, apart, found hide/],
    ['masks:folder=../elsewhere', /a folder below the dataset’s, such as masks, found ..\/elsewhere/],
    ['masks:folder=/etc', /found \/etc/],
    ['dark:limb=1000', /from 0 to 200, found 1000/],
  ])('%s is refused', (text, message) => {
    expect(() => parseBackgroundRule(text)).toThrow(message);
  });
});

describe('a recipe with a rule', () => {
  const rule = parseBackgroundRule('dark:treat=apart,limb=4');
  const recipe = (...rules: readonly [string, BackgroundRule][]) => {
    const plain = defaultRecipe('depth');
    return {
      ...plain,
      mask: { ...plain.mask, background: rules.map(([folder, each]) => ({ folder, rule: each })) },
    };
  };

  it('has another text than one without; without a rule the text stays what it was', () => {
    const plain = canonicalRecipeText(defaultRecipe('depth'));
    expect(plain).not.toContain('background');
    expect(canonicalRecipeText(recipe())).toBe(plain);
    expect(canonicalRecipeText(recipe(['', rule]))).toContain(
      '"background":[{"folder":"","rule":{"limbPx":4,"source":{"connected":true,"convex":false,"kind":"dark","level":8},"treatment":"apart"}}]',
    );
    expect(canonicalRecipeText(recipe(['b/', rule], ['', rule]))).toBe(
      canonicalRecipeText(recipe(['', rule], ['b/', rule])),
    );
  });

  it('comes through validation, is said in the label, and is found by its folder', () => {
    const whole = recipe(['', rule]);
    expect(validateRecipe(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
    expect(() => validateRecipe(recipe(['', rule], ['', rule]))).toThrow(/one rule a folder/);
    expect(recipeLabel(whole)).toContain(
      'black background (≤ 8, reaching the border) scored apart, limb 4 px',
    );
    expect(backgroundOfFolder(whole, '')).toEqual(rule);
    expect(backgroundOfFolder(whole, 'other/')).toBeNull();
  });
});

describe('a frame with background', () => {
  const background = darkBackground(disc(), defaultDark);
  const isBody = (i: number) => background.data[i] === 0;
  const depth = (values: (i: number) => number): Raster<'depth:m'> => ({
    quantity: 'depth:m',
    width,
    height,
    values: Float32Array.from({ length: width * height }, (_, i) => values(i)),
  });
  /** A ball 10 m away before a sky of 100 m; the prediction is half of it on the ball and 50 m in the sky. */
  const groundTruth = depth((i) => (isBody(i) ? 10 + distance(i) / 10 : 100));
  const prediction = depth((i) => (isBody(i) ? 5 + distance(i) / 20 : 20));
  const plain = defaultRecipe('depth');
  const evaluate = (treatment: BackgroundRule['treatment'], limbPx: number) =>
    evaluateFrame({
      ...{ groundTruth, prediction, rig: null, classMasks: [] },
      recipe: { ...plain, alignment: 'scale' },
      background: { mask: background, rule: { source: defaultDark, treatment, limbPx } },
    });
  const figure = ({ metrics }: ReturnType<typeof evaluate>, scope: string, name: string) =>
    metrics.find((metric) => metric.scope === scope && metric.name === name);
  const body = background.data.length - count(background.data);

  it('is aligned and scored by the body alone', () => {
    const result = evaluate('leave-out', 0);
    expect(result.alignment.scale).toBeCloseTo(2, 6);
    expect(figure(result, 'all', 'absRel')).toMatchObject({ pixels: body, coverage: 1 });
    expect(figure(result, 'all', 'absRel')!.value).toBeCloseTo(0, 6);
    expect(new Set(result.metrics.map(({ scope }) => scope))).toEqual(new Set(['all']));
    expect(result.error.values[0]).toBeNaN();
  });

  it('has the background apart, by the body’s alignment, and the limb', () => {
    const result = evaluate('apart', 3);
    expect(result.alignment.scale).toBeCloseTo(2, 6);
    expect(figure(result, 'all', 'absRel')!.pixels).toBe(body);
    const apart = figure(result, 'background', 'absRel')!;
    expect(apart).toMatchObject({ pixels: count(background.data), coverage: 1 });
    expect(apart.value).toBeCloseTo(0.6, 5);
    expect(figure(result, 'background', 'ssim')).toMatchObject({ value: null, pixels: 0 });
    const limb = count(limbBand(background, 3));
    expect(figure(result, 'limb', 'absRel')).toMatchObject({ pixels: limb, coverage: 1 });
    expect(limb).toBeGreaterThan(200);
    expect(limb).toBeLessThan(body / 2);
  });

  it('has no scope for a background without ground truth', () => {
    const result = evaluateFrame({
      ...{ prediction, rig: null, classMasks: [], recipe: plain },
      groundTruth: depth((i) => (isBody(i) ? 10 : NaN)),
      background: { mask: background, rule: { source: defaultDark, treatment: 'apart', limbPx: 0 } },
    });
    expect(new Set(result.metrics.map(({ scope }) => scope))).toEqual(new Set(['all']));
  });

  it('is refused where the mask is of another size', () => {
    const mask: Mask = { width: 2, height: 2, data: new Uint8Array(4) };
    const rule: BackgroundRule = { source: defaultDark, treatment: 'apart', limbPx: 0 };
    expect(() =>
      evaluateFrame({
        ...{ groundTruth, prediction, rig: null, classMasks: [], recipe: plain },
        background: { mask, rule },
      }),
    ).toThrow(/the mask of the background is 2×2, the ground truth 80×60/);
  });
});

describe('a proposal', () => {
  const street: Picture = {
    ...{ width, height, channels: 1 },
    data: Uint8Array.from({ length: width * height }, (_, i) => 20 + (i % 120)),
  };

  it('is made where most pictures are a body before black, with the figures that say so', () => {
    const pictures = [disc(), disc(), disc(), street].map(measureDarkness);
    expect(proposeBackground(pictures)).toMatchObject({
      rule: { source: { kind: 'dark', level: 8 } },
      reason: expect.stringMatching(
        /^in 3 of 4 pictures looked at, 7\d % is black .* of which it covers 100 %$/,
      ) as string,
    });
  });

  it('is not made of streets, of black pictures or of nothing', () => {
    expect(proposeBackground([street, street, disc()].map(measureDarkness))).toBeNull();
    const black: Picture = { ...street, data: new Uint8Array(width * height) };
    expect(proposeBackground([black].map(measureDarkness))).toBeNull();
    expect(proposeBackground([])).toBeNull();
  });
});

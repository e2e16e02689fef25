import { describe, expect, it } from 'vitest';
import { metricInfos } from '../../metrics/metricInfos.ts';
import { defaultRecipe } from '../defaultRecipe.ts';
import { recipeLabel } from '../recipeLabel.ts';
import { validateRecipe } from '../validateRecipe.ts';
import { protocolNamed, protocols, protocolsOf } from './protocols.ts';

describe('protocols', () => {
  it.each(protocols)('$id is a legal recipe with a source and known metrics', (protocol) => {
    expect(validateRecipe(JSON.parse(JSON.stringify(protocol.recipe)))).toEqual(protocol.recipe);
    expect(protocol.source.length).toBeGreaterThan(10);
    expect(protocol.headline.filter((name) => !(name in metricInfos))).toEqual([]);
    if (!protocol.verified) expect(protocol.caution).not.toBeNull();
  });

  it('have ids and titles of their own', () => {
    expect(new Set(protocols.map(({ id }) => id)).size).toBe(protocols.length);
    expect(new Set(protocols.map(({ title }) => title)).size).toBe(protocols.length);
  });

  it('are found again by their recipe, whatever the regions', () => {
    const { recipe } = protocolNamed('zoedepth-kitti');
    const changed = { ...recipe, regions: { ...recipe.regions, mergePx: 3 } };
    expect(protocolsOf(changed).map(({ id }) => id)).toEqual([
      'zoedepth-kitti',
      'depth-anything-metric-kitti',
    ]);
    expect(protocolsOf(defaultRecipe('disparity'))).toEqual([]);
  });

  it('say what they do in one line', () => {
    expect(recipeLabel(protocolNamed('midas-nyu').recipe)).toBe(
      'depth · least-squares scale and shift in inverse depth, at least 0.1 1/m · depth ≤ 10 m · resized bicubic · SSIM 7, L = GT span',
    );
    expect(recipeLabel(protocolNamed('kitti2015-d1').recipe)).toBe(
      'disparity · no alignment · holes filled as KITTI does · SSIM 7, L = GT span · pooled over pixels',
    );
  });

  it('are refused by a wrong name, with the right ones', () => {
    expect(() => protocolNamed('kitty')).toThrow(/^no protocol kitty; known: kitti-eigen-garg, /);
  });
});

import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { Quantity } from '#domain/rasters/Raster.ts';
import type { IUniform } from 'three';

/** The kinds that convert.glsl.ts tells apart; 0 = a map that nothing converts. */
const kindOf: Partial<Record<Quantity, number>> = {
  'disparity:px': 1,
  'depth:m': 2,
  'inverse-depth:1/m': 3,
};

/** The uniforms of convert.glsl.ts, set to "no conversion". */
export function conversionUniforms(): Record<string, IUniform<number>> {
  return {
    fromKind: { value: 0 },
    toKind: { value: 0 },
    focalBaseline: { value: 1 },
    doffs: { value: 0 },
  };
}

/** Without a baseline, disparity cannot be converted; the caller asks canConvert first. */
export function setConversion(
  uniforms: Record<string, IUniform>,
  from: Quantity,
  to: Quantity,
  rig: StereoRig | null,
): void {
  const isConverted = from !== to;
  uniforms['fromKind']!.value = isConverted ? (kindOf[from] ?? 0) : 0;
  uniforms['toKind']!.value = isConverted ? (kindOf[to] ?? 0) : 0;
  uniforms['focalBaseline']!.value = rig?.baselineM ? rig.focalPx * rig.baselineM : 1;
  uniforms['doffs']!.value = rig?.doffsPx ?? 0;
}

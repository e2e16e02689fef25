import type { Layout } from './Layout.ts';
import { booster } from './layouts/booster.ts';
import { cityscapes } from './layouts/cityscapes.ts';
import { clearGrasp } from './layouts/clearGrasp.ts';
import { coco } from './layouts/coco.ts';
import { da2k } from './layouts/da2k.ts';
import { diode } from './layouts/diode.ts';
import { drivingStereo } from './layouts/drivingStereo.ts';
import { eth3d } from './layouts/eth3d.ts';
import { hypersim } from './layouts/hypersim.ts';
import { ibims } from './layouts/ibims.ts';
import { ibimsMat } from './layouts/ibimsMat.ts';
import { images } from './layouts/images.ts';
import { inStereo2k } from './layouts/inStereo2k.ts';
import { kitti2012 } from './layouts/kitti2012.ts';
import { kitti2015 } from './layouts/kitti2015.ts';
import { kittiDepth } from './layouts/kittiDepth.ts';
import { kittiRaw } from './layouts/kittiRaw.ts';
import { layeredDepth } from './layouts/layeredDepth.ts';
import { manifest } from './layouts/manifest.ts';
import { middlebury } from './layouts/middlebury.ts';
import { middlebury2021 } from './layouts/middlebury2021.ts';
import { namedMaps } from './layouts/namedMaps.ts';
import { namedPairs } from './layouts/namedPairs.ts';
import { nyuFolders } from './layouts/nyuFolders.ts';
import { nyuH5 } from './layouts/nyuH5.ts';
import { nyuLabelled } from './layouts/nyuLabelled.ts';
import { parallelFolders } from './layouts/parallelFolders.ts';
import { replica } from './layouts/replica.ts';
import { scanNet } from './layouts/scanNet.ts';
import { sceneFlow } from './layouts/sceneFlow.ts';
import { sevenScenes } from './layouts/sevenScenes.ts';
import { sintelDepth } from './layouts/sintelDepth.ts';
import { sintelStereo } from './layouts/sintelStereo.ts';
import { spring } from './layouts/spring.ts';
import { sunRgbd } from './layouts/sunRgbd.ts';
import { tartanAir } from './layouts/tartanAir.ts';
import { transCg } from './layouts/transCg.ts';
import { tumRgbd } from './layouts/tumRgbd.ts';
import { virtualKitti2 } from './layouts/virtualKitti2.ts';

/** From the most particular to the most general; each sees only the files that those before it left. */
export const knownLayouts: readonly Layout[] = [
  manifest,
  kittiRaw,
  kittiDepth,
  virtualKitti2,
  cityscapes,
  spring,
  tartanAir,
  drivingStereo,
  sintelStereo,
  sintelDepth,
  sceneFlow,
  booster,
  kitti2015,
  kitti2012,
  eth3d,
  middlebury2021,
  inStereo2k,
  hypersim,
  diode,
  clearGrasp,
  transCg,
  layeredDepth,
  sunRgbd,
  sevenScenes,
  scanNet,
  replica,
  tumRgbd,
  nyuLabelled,
  nyuFolders,
  nyuH5,
  ibims,
  ibimsMat,
  da2k,
  middlebury,
  parallelFolders,
  namedPairs,
  namedMaps,
  coco,
];

/** What is left where nothing else was found. */
export const fallbackLayout: Layout = images;

export const layoutNames: readonly string[] = [...knownLayouts, fallbackLayout].map(
  ({ record }) => record.name,
);

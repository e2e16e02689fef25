import type { PaneKind } from '../studio/display.svelte.ts';
import { absoluteErrorPane } from './absoluteError/absoluteErrorPane.ts';
import { groundTruthPane } from './groundTruth/groundTruthPane.ts';
import { leftPane } from './left/leftPane.ts';
import { benchConfidencePane } from './bench/benchConfidencePane.ts';
import { benchDifferencePane } from './bench/benchDifferencePane.ts';
import { benchMapPane } from './bench/benchMapPane.ts';
import { leftRightPane } from './leftRight/leftRightPane.ts';
import { nearerPane } from './otherRun/nearerPane.ts';
import { otherErrorPane } from './otherRun/otherErrorPane.ts';
import { otherPredictionPane } from './otherRun/otherPredictionPane.ts';
import { photometricErrorPane } from './photometricError/photometricErrorPane.ts';
import { reconstructionPane } from './reconstruction/reconstructionPane.ts';
import { smoothnessPane } from './smoothness/smoothnessPane.ts';
import { visibilityPane } from './visibility/visibilityPane.ts';
import type { PaneContext, PaneModel } from './paneModel.ts';
import { predictionPane } from './prediction/predictionPane.ts';
import { rightPane } from './right/rightPane.ts';
import { signedErrorPane } from './signedError/signedErrorPane.ts';
import { ssimPane } from './ssim/ssimPane.ts';
import { withStaleNotice } from './withStaleNotice.ts';

export type FlatPaneKind = Exclude<PaneKind, 'point-cloud' | 'cost-curve'>;

const makers: Readonly<Record<FlatPaneKind, (context: PaneContext) => PaneModel>> = {
  left: leftPane,
  right: rightPane,
  'ground-truth': groundTruthPane,
  prediction: predictionPane,
  ssim: ssimPane,
  'signed-error': signedErrorPane,
  'absolute-error': absoluteErrorPane,
  reconstruction: reconstructionPane,
  'photometric-error': photometricErrorPane,
  'left-right': leftRightPane,
  visibility: visibilityPane,
  smoothness: smoothnessPane,
  'other-prediction': otherPredictionPane,
  'other-error': otherErrorPane,
  nearer: nearerPane,
  'bench-a': (context) => benchMapPane('a', context),
  'bench-b': (context) => benchMapPane('b', context),
  'bench-difference': benchDifferencePane,
  'bench-uniqueness': (context) => benchConfidencePane('uniqueness', context),
  'bench-left-right': (context) => benchConfidencePane('leftRight', context),
};

const comparable: readonly PaneKind[] = [
  'prediction',
  'ssim',
  'signed-error',
  'absolute-error',
  'other-prediction',
  'other-error',
  'nearer',
  'bench-a',
  'bench-b',
];

/** What a flat pane shows; with `holdsGroundTruth`, a map gives its place to the ground truth it is judged by. */
export function paneModelOf(kind: FlatPaneKind, context: PaneContext, holdsGroundTruth: boolean): PaneModel {
  if (!holdsGroundTruth || !comparable.includes(kind)) return modelOf(kind, context);
  const truth = groundTruthPane(context);
  return truth.content ? { ...truth, kind, title: 'Ground truth (held)' } : modelOf(kind, context);
}

function modelOf(kind: FlatPaneKind, context: PaneContext): PaneModel {
  return withStaleNotice(makers[kind](context), context);
}

import { metricKernels } from '#wasm/metrics/metricKernels.ts';
import { SgbmMatcher } from '#wasm/sgbm/SgbmMatcher.ts';
import { epipolarError } from '../tasks/epipolarError.task.ts';
import { epipolarErrorWork } from '../tasks/epipolarError.ts';
import { drawRegionCard as drawCard } from '#domain/review/drawRegionCard.ts';
import { annotationRecall as recall } from '#domain/regions/annotationRecall.ts';
import { groupRegions as group } from '#domain/regions/groups/groupRegions.ts';
import { compareFailures as failures } from '#domain/comparison/compareFailures.ts';
import { compareResults as compare } from '#domain/comparison/compareResults.ts';
import { annotationRecall } from '../tasks/annotationRecall.task.ts';
import { groupRegions } from '../tasks/groupRegions.task.ts';
import { compareFailures } from '../tasks/compareFailures.task.ts';
import { compareResults } from '../tasks/compareResults.task.ts';
import { errorProfile } from '../tasks/errorProfile.task.ts';
import { errorProfileWork } from '../tasks/errorProfile.ts';
import { darkBackground } from '#domain/ignore/darkBackground.ts';
import { measureDarkness as darkness } from '#domain/ignore/measureDarkness.ts';
import { findBackground } from '../tasks/findBackground.task.ts';
import { measureDarkness } from '../tasks/measureDarkness.task.ts';
import { evaluateFrame } from '../tasks/evaluateFrame.task.ts';
import { evaluateFrameOn } from '../tasks/evaluateFrame.ts';
import { costCurve } from '../tasks/costCurve.task.ts';
import { costCurveOn } from '../tasks/costCurve.ts';
import { drawRegionCard } from '../tasks/drawRegionCard.task.ts';
import { examineFrame } from '../tasks/examineFrame.task.ts';
import { examineFrameWork } from '../tasks/examineFrame.ts';
import { filterDisparity } from '../tasks/filterDisparity.task.ts';
import { filterDisparityWork } from '../tasks/filterDisparity.ts';
import { matchBlock } from '../tasks/matchBlock.task.ts';
import { matchBlockWork } from '../tasks/matchBlock.ts';
import { matchGlobal } from '../tasks/matchGlobal.task.ts';
import { matchGlobalWork } from '../tasks/matchGlobal.ts';
import { matchStereo } from '../tasks/matchStereo.task.ts';
import { matchStereoOn } from '../tasks/matchStereo.ts';
import { photometricCheck } from '../tasks/photometricCheck.task.ts';
import { photometricCheckWork } from '../tasks/photometricCheck.ts';
import { rectifyPicture } from '../tasks/rectifyPicture.task.ts';
import { rectifyPictureWork } from '../tasks/rectifyPicture.ts';
import { scoreParts } from '../tasks/scoreParts.task.ts';
import { scorePartsWork } from '../tasks/scoreParts.ts';
import { sparsification } from '../tasks/sparsification.task.ts';
import { sparsificationWork } from '../tasks/sparsification.ts';
import { stereoUniqueness } from '../tasks/stereoUniqueness.task.ts';
import { stereoUniquenessOn } from '../tasks/stereoUniqueness.ts';
import { summariseMetric } from '../tasks/summariseMetric.task.ts';
import { summariseMetricWork } from '../tasks/summariseMetric.ts';
import { register, serveTasks } from './serveTasks.ts';

/* A worker thread's entry: every task that the pool can run. */
const sgbm = new SgbmMatcher();
serveTasks([
  register(matchStereo, matchStereoOn(sgbm)),
  register(matchBlock, matchBlockWork),
  register(matchGlobal, matchGlobalWork),
  register(filterDisparity, filterDisparityWork),
  register(costCurve, costCurveOn(sgbm)),
  register(stereoUniqueness, stereoUniquenessOn(sgbm)),
  register(rectifyPicture, rectifyPictureWork),
  register(epipolarError, epipolarErrorWork),
  register(evaluateFrame, evaluateFrameOn(metricKernels())),
  register(scoreParts, scorePartsWork()),
  register(examineFrame, examineFrameWork),
  register(compareResults, compare),
  register(compareFailures, failures),
  register(groupRegions, group),
  register(annotationRecall, recall),
  register(drawRegionCard, drawCard),
  register(errorProfile, errorProfileWork),
  register(photometricCheck, photometricCheckWork),
  register(findBackground, ({ picture, source }) => darkBackground(picture, source)),
  register(measureDarkness, darkness),
  register(sparsification, sparsificationWork),
  register(summariseMetric, summariseMetricWork),
]);

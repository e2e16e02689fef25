import { SsimKernels } from '#wasm/metrics/SsimKernels.ts';
import { SgbmMatcher } from '#wasm/sgbm/SgbmMatcher.ts';
import { evaluateFrame } from '../tasks/evaluateFrame.task.ts';
import { evaluateFrameOn } from '../tasks/evaluateFrame.ts';
import { matchStereo } from '../tasks/matchStereo.task.ts';
import { matchStereoOn } from '../tasks/matchStereo.ts';
import { photometricCheck } from '../tasks/photometricCheck.task.ts';
import { photometricCheckWork } from '../tasks/photometricCheck.ts';
import { register, serveTasks } from './serveTasks.ts';

/* A worker thread's entry: every task that the pool can run. */
serveTasks([
  register(matchStereo, matchStereoOn(new SgbmMatcher())),
  register(evaluateFrame, evaluateFrameOn(new SsimKernels())),
  register(photometricCheck, photometricCheckWork),
]);

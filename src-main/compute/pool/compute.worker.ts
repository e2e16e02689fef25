import { evaluateFrame } from '../tasks/evaluateFrame.task.ts';
import { evaluateFrameWork } from '../tasks/evaluateFrame.ts';
import { matchStereo } from '../tasks/matchStereo.task.ts';
import { matchStereo as matchStereoWork } from '../tasks/matchStereo.ts';
import { register, serveTasks } from './serveTasks.ts';

/* A worker thread's entry: every task that the pool can run. */
serveTasks([register(matchStereo, matchStereoWork), register(evaluateFrame, evaluateFrameWork)]);

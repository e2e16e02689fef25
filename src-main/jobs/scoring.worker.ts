import { register, serveTasks } from '#compute/pool/serveTasks.ts';
import { scoreFiles } from './scoreFiles.task.ts';
import { scoreFilesWork } from './scoreFiles.ts';

/* The entry of the threads that take map files to numbers. */
serveTasks([register(scoreFiles, scoreFilesWork())]);

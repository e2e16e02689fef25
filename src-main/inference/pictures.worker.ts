import { register, serveTasks } from '#compute/pool/serveTasks.ts';
import { finishOutputWork, prepareInputWork } from './pictures.ts';
import { finishOutput, prepareInput } from './pictures.task.ts';

/* A thread of the inference process that reads and prepares pictures, and finishes maps, while the device runs. */
serveTasks([register(prepareInput, prepareInputWork), register(finishOutput, finishOutputWork)]);

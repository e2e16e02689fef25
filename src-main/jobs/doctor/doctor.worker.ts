import { parentPort } from 'node:worker_threads';
import { isStudioError } from '#domain/errors.ts';
import type { DoctorAnswer, ItemToExamine } from './doctorProtocol.ts';
import { examineFiles } from './examineFiles.ts';

/* The doctor's thread: one item after the other. */
const port = parentPort!;
port.on('message', (item: ItemToExamine) => {
  const answer = (told: DoctorAnswer): void => port.postMessage(told);
  examineFiles(item).then(
    (problems) => answer({ type: 'examined', problems }),
    (error: unknown) => {
      if (isStudioError(error)) answer({ type: 'error', error: error.toJSON() });
      else answer({ type: 'error', error: error instanceof Error ? (error.stack ?? '') : String(error) });
    },
  );
});

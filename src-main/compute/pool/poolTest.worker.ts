import { StudioError } from '#domain/errors.ts';
import { register, serveTasks } from './serveTasks.ts';
import { allocate, crash, double, fail, misbehave, spin } from './poolTest.task.ts';

/** Work for the pool's own tests, in a real worker thread. */
serveTasks([
  register(double, ({ values }, context) => {
    for (let i = 1; i <= 1000; i++) context.progress(i / 1000);
    return { values: values.map((value) => value * 2) };
  }),
  register(spin, (_input, context) => {
    context.progress(0.5);
    for (;;) context.checkCancelled();
  }),
  register(fail, ({ expected, found }) => {
    throw new StudioError('SizeMismatch', `expected ${expected}, found ${found}`, { expected, found });
  }),
  register(misbehave, () => {
    throw new RangeError('an index ran away');
  }),
  register(crash, () => {
    process.exit(7);
  }),
  register(allocate, ({ length }) => ({ first: new Float32Array(length), nested: [new Uint8Array(length)] })),
]);

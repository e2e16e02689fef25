import { InferenceProcess, type InferenceProcessOptions } from './InferenceProcess.ts';
import { ModelStore, type ModelPlaces } from './ModelStore.ts';

/** The networks of this machine and the process that runs them. Whoever makes it closes it. */
export class Inference {
  readonly models: ModelStore;
  readonly process: InferenceProcess;

  constructor(places: ModelPlaces, options: InferenceProcessOptions = {}) {
    this.models = new ModelStore(places);
    this.process = new InferenceProcess(options);
  }

  /** Ends the process; what was under way is rejected with AbortError. */
  close(): Promise<void> {
    return this.process.close();
  }
}

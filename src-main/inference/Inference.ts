import { Downloads } from './Downloads.ts';
import { InferenceProcess, type InferenceProcessOptions } from './InferenceProcess.ts';
import { ModelLibrary } from './ModelLibrary.ts';
import { ModelStore, type ModelPlaces } from './ModelStore.ts';

/** The networks of this machine and the process that runs them. Whoever makes it closes it. */
export class Inference {
  readonly models: ModelStore;
  readonly library: ModelLibrary;
  readonly downloads: Downloads;
  readonly process: InferenceProcess;

  constructor(places: ModelPlaces, options: InferenceProcessOptions = {}) {
    this.models = new ModelStore(places);
    this.library = new ModelLibrary(this.models);
    this.downloads = new Downloads(this.library);
    this.process = new InferenceProcess(options);
  }

  /** Ends the process and stops downloads; what was under way is rejected with AbortError. */
  async close(): Promise<void> {
    await this.downloads.close();
    await this.process.close();
  }
}

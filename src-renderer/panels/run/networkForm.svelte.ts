import { networkDefaults, networkOptionInfos, type NetworkOptions } from '#domain/methods/NetworkOptions.ts';
import { OptionSet } from './optionSet.svelte.ts';

/** Which network the next run uses, and how. */
export class NetworkForm extends OptionSet<NetworkOptions> {
  /** Null until one is chosen. */
  model = $state<string | null>(null);

  constructor() {
    super(networkOptionInfos, networkDefaults);
  }
}

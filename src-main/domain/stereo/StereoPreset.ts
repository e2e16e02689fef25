/** A named set of a matcher's options for a kind of picture. */
export interface StereoPreset<Options> {
  /** As specs and flags name it: lower case with hyphens. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly options: Options;
}

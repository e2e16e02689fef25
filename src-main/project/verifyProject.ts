export interface VerifyAnswer {
  readonly ok: boolean;
  readonly problems: readonly string[];
}

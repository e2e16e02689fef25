/** What a project of some of the items would hold. */
export interface SubsetSize {
  readonly items: number;
  /** The dataset's; a file that many items share counts once. */
  readonly files: number;
  readonly fileBytes: number;
  /** Derived by runs. */
  readonly maps: number;
  readonly mapBytes: number;
}

import type { SerialisedError } from '#domain/errors.ts';

export interface ProgressState {
  readonly title: string;
  readonly done: number;
  readonly failed: number;
  readonly total: number | null;
  readonly itemsPerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly current: string | null;
}

const lineEveryMs = 5000;
const barWidth = 24;

/**
 * Where a verb's words go. With `--json`: exactly one JSON document on stdout. Without: short text on stdout.
 * Progress and everything else go to stderr, as a bar on a terminal and as a line every 5 s elsewhere.
 */
export class Terminal {
  readonly isJson: boolean;
  readonly isVerbose: boolean;
  #barShown = false;
  #lastLineAt = 0;

  constructor(options: { readonly json: boolean; readonly verbose: boolean }) {
    this.isJson = options.json;
    this.isVerbose = options.verbose;
  }

  /** The verb's answer: the document with `--json`, else the lines. */
  answer(document: unknown, lines: readonly string[]): void {
    this.#clearBar();
    process.stdout.write(this.isJson ? `${JSON.stringify(document)}\n` : `${lines.join('\n')}\n`);
  }

  /** A remark for the person at the terminal. */
  note(line: string): void {
    this.#clearBar();
    process.stderr.write(`${line}\n`);
  }

  error({ tag, message, fields }: SerialisedError | { tag: string; message: string; fields: object }): void {
    this.#clearBar();
    process.stderr.write(`fathom: ${tag}: ${message}\n`);
    if (this.isJson) process.stdout.write(`${JSON.stringify({ error: { tag, message, fields } })}\n`);
  }

  progress(state: ProgressState): void {
    const line = progressLine(state);
    if (process.stderr.isTTY) {
      const share = state.total === null || state.total === 0 ? 0 : (state.done + state.failed) / state.total;
      const full = Math.round(share * barWidth);
      const bar = `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}`;
      process.stderr.write(`\r\x1b[2K${bar} ${line}`.slice(0, (process.stderr.columns ?? 100) + 6));
      this.#barShown = true;
      return;
    }
    const now = Date.now();
    if (this.#lastLineAt === 0) this.#lastLineAt = now;
    if (now - this.#lastLineAt < lineEveryMs) return;
    this.#lastLineAt = now;
    process.stderr.write(`${line}\n`);
  }

  #clearBar(): void {
    if (this.#barShown) process.stderr.write('\r\x1b[2K');
    this.#barShown = false;
  }
}

/** `Run sgbm: 12/200, 1 failed, 8.4 items/s, 22 s left, street-noon` */
function progressLine(state: ProgressState): string {
  const count = `${state.done + state.failed}${state.total === null ? '' : `/${state.total}`}`;
  return [
    `${state.title}: ${count}`,
    ...(state.failed > 0 ? [`${state.failed} failed`] : []),
    ...(state.itemsPerSecond === null ? [] : [`${state.itemsPerSecond.toFixed(1)} items/s`]),
    ...(state.secondsLeft === null ? [] : [`${Math.ceil(state.secondsLeft)} s left`]),
    ...(state.current === null ? [] : [state.current]),
  ].join(', ');
}

/** Columns padded to their widest cell; numbers (cells that start with a digit, a sign or an en dash) to the right. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [header, ...rows];
  const widths = header.map((_, c) => Math.max(...all.map((row) => (row[c] ?? '').length)));
  const isNumeric = header.map(
    (_, c) => rows.length > 0 && rows.every((row) => /^[-–+\d]/.test(row[c] ?? '')),
  );
  return all.map((row) =>
    widths
      .map((w, c) => (isNumeric[c] ? (row[c] ?? '').padStart(w) : (row[c] ?? '').padEnd(w)))
      .join('  ')
      .trimEnd(),
  );
}

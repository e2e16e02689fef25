import { problemKindOf, problemKinds, type ProblemKind } from '#domain/doctor/ProblemKind.ts';
import { isStudioError } from '#domain/errors.ts';
import type { FoundProblem, ScanEvent, ScanOptions } from '#frames/scanDataset.ts';
import { ScanThread } from '../ScanThread.ts';

/** What reading headers shows of a folder before it is imported. */
export interface ProblemPreview {
  /** Items whose headers were read, of so many. */
  readonly lookedAt: number;
  readonly items: number;
  readonly kinds: readonly {
    readonly kind: ProblemKind;
    readonly rejected: number;
    readonly doubtful: number;
    readonly first: readonly Pick<FoundProblem, 'file' | 'message'>[];
  }[];
}

/** Whoever chooses a folder waits for this: after so many items, or that time, the rest is left to the import. */
const mostItems = 2000;
const mostMs = 3000;
const examples = 5;

/**
 * What an import would reject or doubt, by headers alone, in a thread of its own. Of a large folder the first items are
 * looked at.
 * @throws AbortError
 */
export async function previewProblems(
  root: string,
  options: Pick<ScanOptions, 'layout' | 'groundTruthEncoding' | 'calibration'>,
  signal: AbortSignal,
): Promise<ProblemPreview> {
  const thread = new ScanThread();
  const found = new Map<ProblemKind, FoundProblem[]>();
  const since = performance.now();
  const take = (problem: FoundProblem): void => {
    const kind = problemKindOf(problem);
    const known = found.get(kind);
    if (known) known.push(problem);
    else found.set(kind, [problem]);
  };
  let [lookedAt, items] = [0, 0];
  try {
    for await (const events of thread.scan(root, { ...options, reads: 'headers', signal })) {
      for (const event of events) {
        if (event.type === 'layout') items = event.total;
        if (event.type === 'item') lookedAt += 1;
        for (const problem of problemsOf(event)) take(problem);
      }
      if (lookedAt >= mostItems || (lookedAt > 0 && performance.now() - since > mostMs)) break;
    }
  } catch (error) {
    // What would end the import is told like the rest; the user is about to choose.
    if (!isStudioError(error)) throw error;
    const { tag, message, fields } = error;
    take({ file: String(fields.file ?? root), severity: 'rejected', tag, message, fields });
  } finally {
    await thread.close();
  }
  const kinds = problemKinds.flatMap(({ kind }) => {
    const problems = found.get(kind);
    return problems ? [summary(kind, problems)] : [];
  });
  return { lookedAt, items, kinds };
}

function summary(kind: ProblemKind, problems: readonly FoundProblem[]): ProblemPreview['kinds'][number] {
  const rejected = problems.filter(({ severity }) => severity === 'rejected').length;
  const first = problems.slice(0, examples).map(({ file, message }) => ({ file, message }));
  return { kind, rejected, doubtful: problems.length - rejected, first };
}

function problemsOf(event: ScanEvent): readonly FoundProblem[] {
  if (event.type === 'item') return event.item.problems;
  return event.type === 'rejected' ? [event.problem] : [];
}

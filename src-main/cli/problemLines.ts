import type { ProblemCount } from '#domain/doctor/ListedProblem.ts';
import { problemKinds } from '#domain/doctor/ProblemKind.ts';

const heads = ['rejected', 'doubtful', 'settled'] as const;

/** How many files have which problem, as a table; nothing where there is none. */
export function problemLines(counts: readonly ProblemCount[]): readonly string[] {
  if (counts.length === 0) return [];
  const rows = counts.map(({ kind, ...numbers }) => ({
    title: problemKinds.find((info) => info.kind === kind)!.title,
    cells: heads.map((head) => String(numbers[head])),
  }));
  const width = Math.max(...rows.map(({ title }) => title.length));
  const line = (title: string, cells: readonly string[]): string =>
    [title.padEnd(width), ...cells.map((cell) => cell.padStart(8))].join('  ');
  return [line('', heads), ...rows.map(({ title, cells }) => line(title, cells))];
}

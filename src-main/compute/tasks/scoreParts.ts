import type { MetricRecord } from '#domain/records.ts';
import { FrameScorer } from '../FrameScorer.ts';
import type { ScorePartsInput } from './scoreParts.task.ts';
import type { TaskWork } from './Task.ts';

/** The work of the task scoreParts: evaluateFrame's numbers of the given parts alone. */
export function scorePartsWork(): TaskWork<ScorePartsInput, readonly MetricRecord[]> {
  let scorer: FrameScorer | null = null;
  return (input, context) => (scorer ??= new FrameScorer()).score(input, context).metrics;
}

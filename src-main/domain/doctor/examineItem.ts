import type { ProblemRecord } from '../records.ts';
import { allChecks } from './allChecks.ts';
import type { Finding } from './DoctorCheck.ts';
import { ItemView, type ViewedItem } from './ItemView.ts';
import { encodingSeparator } from './remediesFor.ts';

type FoundProblem = Omit<ProblemRecord, 'id' | 'itemId'>;

/** What is doubtful about an item's pixels; a file is doubted for one reason only, the first in the list of checks. */
export function examineItem(item: ViewedItem): readonly FoundProblem[] {
  const view = new ItemView(item);
  const found: Finding[] = [];
  for (const { find } of allChecks) {
    // A pair that is exchanged says nothing of its ground truth.
    const isExchanged = found.some(({ kind }) => kind === 'exchanged');
    for (const finding of find(view)) {
      const isDoubted = found.some(({ file }) => file === finding.file);
      const restsOnMatch = finding.kind === 'inverse' || finding.kind === 'unit';
      if (!isDoubted && !(isExchanged && restsOnMatch)) found.push(finding);
    }
  }
  return found.map(problemOfFinding);
}

function problemOfFinding({ kind, tag, file, role, message, fields, encodings = [] }: Finding): FoundProblem {
  return {
    file,
    severity: 'doubtful',
    tag,
    message: `${file}: ${message}`,
    fields: {
      ...fields,
      file,
      kind,
      role,
      ...(encodings.length > 0 && { encodings: encodings.join(encodingSeparator) }),
    },
  };
}

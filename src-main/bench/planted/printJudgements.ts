import { allCauses } from '#domain/causes/allCauses.ts';
import { unexplained } from '#domain/causes/explainRegion.ts';
import type { Judgement } from './judgePlanted.ts';

/** Recall, false regions, causes right at first rank, and which cause was taken for which. */
export function printJudgements(judged: readonly Judgement[], title: string): void {
  const planted = judged.filter(({ cause }) => cause !== null);
  const found = planted.filter(({ isFound }) => isFound);
  const right = planted.filter(({ cause, first }) => cause === first);
  const falseRegions = judged.reduce((sum, judgement) => sum + judgement.falseRegions, 0);
  const times = judged.map(({ elapsedMs }) => elapsedMs).sort((a, b) => a - b);
  console.log(`${title}: ${planted.length} planted, ${judged.length - planted.length} sound frames`);
  console.log(`  found                 ${share(found.length, planted.length)}`);
  console.log(`  cause right at first  ${share(right.length, planted.length)}`);
  console.log(`  false regions         ${(falseRegions / judged.length).toFixed(3)} per image`);
  console.log(`  frame of 240 × 160    ${times[times.length >> 1]!.toFixed(0)} ms, median\n`);
  printConfusion(planted);
}

/** Rows: what was planted; columns: what was said. */
function printConfusion(planted: readonly Judgement[]): void {
  const rows = [...new Set(planted.map(({ cause }) => cause!))].sort();
  const said = (judgement: Judgement) => judgement.first ?? 'missed';
  const columns = [...allCauses.map(({ name }) => name), unexplained, 'missed'].filter((name) =>
    planted.some((judgement) => said(judgement) === name),
  );
  columns.sort((a, b) => order(a, rows) - order(b, rows));
  const widest = Math.max(...rows.map((name) => name.length));
  console.log(`${'planted \\ said'.padEnd(widest)}  ${columns.map((_, k) => letter(k)).join('  ')}`);
  for (const row of rows) {
    const cells = columns.map((column) => {
      const count = planted.filter(
        (judgement) => judgement.cause === row && said(judgement) === column,
      ).length;
      return (count === 0 ? '·' : String(count)).padStart(2);
    });
    console.log(`${row.padEnd(widest)} ${cells.join(' ')}`);
  }
  console.log(`\n${columns.map((name, k) => `${letter(k)} ${name}`).join(', ')}\n`);
}

function order(name: string, rows: readonly string[]): number {
  const index = rows.indexOf(name);
  return index === -1 ? rows.length + (name === 'missed' ? 2 : 1) : index;
}

function letter(index: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + index);
}

function share(count: number, of: number): string {
  return `${count} of ${of}, ${of === 0 ? '–' : (count / of).toFixed(3)}`;
}

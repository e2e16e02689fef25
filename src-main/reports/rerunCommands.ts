import { canonicalRecipeText } from '#domain/evaluation/canonicalRecipe.ts';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import type { RunRecord } from '#domain/records.ts';
import { formatBackgroundRule } from '#domain/ignore/formatBackgroundRule.ts';
import type { Project } from '#project/Project.ts';
import type { Rerun } from './ReportModel.ts';

/** The command lines that make the project, the run and the report again, and what they alone do not repeat. */
export function rerunCommands(project: Project, run: RunRecord, recipe: Recipe): Rerun {
  const { root, layout, groundTruthEncoding } = project.meta;
  const file = `${project.name}.fathom`;
  const commands = [
    [
      ...['import', root, '-o', file, '--layout', layout],
      ...(groundTruthEncoding === null ? [] : ['--gt-encoding', groundTruthEncoding]),
      ...calibrationFlag(project),
    ],
    runCommand(project, run, file),
    ['report', file, '-o', `${project.name}.html`],
  ];
  return {
    commands: commands.map((words) => ['fathom', ...words].map(quoteForShell).join(' ')),
    notes: notesOn(project, run, recipe),
  };
}

/** A calibration file outside the dataset was named at the import, for all items. */
function calibrationFlag(project: Project): string[] {
  const sources = new Set(project.items.all().map(({ rigSource }) => rigSource));
  const [source] = sources;
  const isOutside = source && source !== 'given' && !source.startsWith(`${project.meta.root}/`);
  return sources.size === 1 && isOutside ? ['--calib', source] : [];
}

function runCommand(project: Project, run: RunRecord, file: string): string[] {
  const { kind, spec, options } = run.method;
  if (kind === 'imported') {
    return [
      ...['import-predictions', file, 'FOLDER-OF-MAPS', '--method', spec],
      ...['--encoding', String(options['encoding'] ?? 'ENCODING')],
    ];
  }
  const names = project.runs.itemIds(run.id).map((id) => project.items.get(id).name);
  const isWhole = names.length === project.items.count();
  return ['run', file, '--method', spec, ...(isWhole ? [] : ['--frames', names.join(',')])];
}

function notesOn(project: Project, run: RunRecord, recipe: Recipe): string[] {
  const notes = [];
  if (canonicalRecipeText(recipe) !== canonicalRecipeText(defaultRecipe(recipe.quantity))) {
    notes.push('The recipe is not the one that a new project starts with: put it in force before the run.');
  }
  for (const { folder, rule } of recipe.mask.background ?? []) {
    const text = formatBackgroundRule(rule);
    const where = folder === '' ? '' : ` for ${folder}`;
    notes.push(`Background is told apart${where}: fathom background PROJECT --set ${text}`);
  }
  const given = project.items.all().filter(({ rigSource }) => rigSource === 'given').length;
  if (given > 0) notes.push(`Calibration was given by hand for ${given} of the items.`);
  const { annotations } = project.annotations.counts();
  if (annotations > 0) {
    notes.push(
      `The class scopes come from ${annotations} annotations. Those drawn after the import have to be exported and imported again.`,
    );
  }
  if (run.method.kind === 'imported') {
    notes.push('The maps were made elsewhere; FOLDER-OF-MAPS is where they lie.');
  }
  return notes;
}

/** A word as a POSIX shell and PowerShell take it literally. */
function quoteForShell(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

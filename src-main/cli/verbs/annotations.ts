import type { Command } from 'commander';
import { basename, join, resolve } from 'node:path';
import { StudioError } from '#domain/errors.ts';
import { listFolder } from '#frames/listFolder.ts';
import { readBytes } from '#frames/readBytes.ts';
import {
  annotationsAsCoco,
  annotationsAsMasks,
  importCocoAnnotations,
  importMaskAnnotations,
  type AnnotationFile,
  type AnnotationImportResult,
} from '#jobs/annotationExchange.ts';
import type { Workspace } from '#jobs/Workspace.ts';
import { Project } from '#project/Project.ts';
import { finished, withWorkspace } from '../openWorkspace.ts';
import type { AddVerb } from '../Verb.ts';
import { writeOutput } from '../writeOutput.ts';

type Format = 'coco' | 'masks';

/** `fathom annotations export|import`: annotations out of and into a project. */
export const addAnnotations: AddVerb = (program, run) => {
  const annotations = program
    .command('annotations')
    .description('exchanges annotations as COCO JSON or PNG masks');
  annotations
    .command('export')
    .description('writes all annotations of a project')
    .argument('<project>', 'project file')
    .requiredOption('--format <f>', 'coco (polygons and run lengths) or masks (masks/CLASS/ITEM.png)')
    .requiredOption('-o, --output <path>', 'folder; for coco also a .json file')
    .addHelpText(
      'after',
      '\nExample:\n  fathom annotations export kitti.fathom --format coco -o kitti-annotations.json',
    )
    .action((path: string, flags: { format: string; output: string }, self: Command) =>
      run(self, async ({ terminal }) => {
        const format = formatOf(flags.format);
        const project = Project.open(path, { readOnly: true });
        try {
          const files = await (format === 'coco' ? writeCoco : writeMasks)(project, flags.output);
          const all = project.annotations.all();
          const items = new Set(all.map((a) => a.itemId)).size;
          terminal.answer({ items, shapes: all.length, files, warnings: [] }, [
            `${all.length} shapes of ${items} items`,
            ...files,
          ]);
          return 0;
        } finally {
          project.close();
        }
      }),
    );
  annotations
    .command('import')
    .description('takes annotations over into a project, as one undoable step')
    .argument('<project>', 'project file')
    .argument('<source>', 'COCO JSON file, or the folder that holds masks/CLASS/ITEM.png')
    .requiredOption('--format <f>', 'coco or masks')
    .addHelpText('after', '\nExample:\n  fathom annotations import kitti.fathom labels.json --format coco')
    .action((path: string, source: string, flags: { format: string }, self: Command) =>
      run(self, (context) =>
        withWorkspace(context, async (workspace) => {
          const format = formatOf(flags.format);
          await workspace.openProject(resolve(path));
          const result = await (format === 'coco' ? readCocoFile : readMaskFolder)(workspace, source);
          const job = workspace.edits.evaluateNow();
          if (job !== null) await finished(workspace, job, context.signal);
          context.terminal.answer({ ...result, files: [source] }, [
            `${result.shapes} shapes for ${result.items} items`,
            ...result.warnings.map((w) => `warning: ${w}`),
          ]);
          return result.warnings.length > 0 ? 1 : 0;
        }),
      ),
    );
};

function formatOf(text: string): Format {
  if (text === 'coco' || text === 'masks') return text;
  throw new StudioError('InvalidOption', `--format is coco or masks, not ${text}`, {
    expected: 'coco, masks',
    found: text,
  });
}

async function writeCoco(project: Project, output: string): Promise<string[]> {
  const file = output.toLowerCase().endsWith('.json') ? output : join(output, 'annotations.json');
  await writeOutput(file, JSON.stringify(annotationsAsCoco(project)));
  return [file];
}

async function writeMasks(project: Project, output: string): Promise<string[]> {
  const files: string[] = [];
  for await (const { path, bytes } of annotationsAsMasks(project)) {
    const file = join(output, path);
    await writeOutput(file, bytes);
    files.push(file);
  }
  return files;
}

async function readCocoFile(workspace: Workspace, file: string): Promise<AnnotationImportResult> {
  const text = new TextDecoder().decode(await readBytes(file));
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new StudioError(
      'BadFile',
      `${file} is no JSON: ${String(error)}`,
      { file, expected: 'COCO JSON' },
      error,
    );
  }
  return importCocoAnnotations(workspace, document, basename(file));
}

function readMaskFolder(workspace: Workspace, folder: string): Promise<AnnotationImportResult> {
  return importMaskAnnotations(workspace, maskFiles(folder));
}

async function* maskFiles(folder: string): AsyncGenerator<AnnotationFile> {
  const { paths } = await listFolder(folder);
  for (const path of paths) {
    if (path.startsWith('masks/')) yield { path, bytes: await readBytes(join(folder, path)) };
  }
}

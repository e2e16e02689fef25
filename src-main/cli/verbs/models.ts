import type { Command } from 'commander';
import { resolve } from 'node:path';
import { StudioError } from '#domain/errors.ts';
import { idOfFile } from '#domain/networks/idOfFile.ts';
import type { ModelManifest } from '#domain/networks/ModelManifest.ts';
import { proposeManifest } from '#domain/networks/proposeManifest.ts';
import { Inference } from '#inference/Inference.ts';
import { ModelLibrary } from '#inference/ModelLibrary.ts';
import { type ModelEntry, ModelStore } from '#inference/ModelStore.ts';
import { textTable } from '../Terminal.ts';
import type { AddVerb, VerbContext } from '../Verb.ts';

interface AddFlags {
  readonly like?: string;
  readonly id?: string;
  readonly name?: string;
}

/** `fathom models …`: which networks there are, and getting their files. */
export const addModels: AddVerb = (program, run) => {
  const models = program.command('models').description('the networks that are known, and their files');
  models
    .command('list')
    .description('every network of the catalogue and those you added, with the state of their files')
    .action((_flags: object, self: Command) => run(self, (context) => list(context)));
  models
    .command('download')
    .description('fetches a network’s files; goes on where it was stopped; checks their SHA-256')
    .argument('<id>', 'as fathom models list shows it')
    .option('--accept-licence', 'you have read the licence and accept it')
    .addHelpText('after', '\nExample:\n  fathom models download depth-anything-v2-small --accept-licence')
    .action((id: string, flags: { acceptLicence?: boolean }, self: Command) =>
      run(self, (context) => download(id, flags.acceptLicence === true, context)),
    );
  models
    .command('add')
    .description('keeps an .onnx file of yours as a network, with a manifest')
    .argument('<file>', '.onnx file; weights in files beside it come along')
    .option(
      '--like <id>',
      'it is this network of the catalogue; without it a manifest is proposed from its shapes',
    )
    .option('--id <id>', 'its name in methods (default: the file’s name)')
    .option('--name <name>', 'its name for people')
    .addHelpText(
      'after',
      '\nExamples:\n  fathom models add vitl.onnx --like depth-anything-v2-large\n  fathom models add my-network.onnx --id mine   (then edit the manifest it prints)',
    )
    .action((file: string, flags: AddFlags, self: Command) =>
      run(self, (context) => add(file, flags, context)),
    );
  models
    .command('remove')
    .description('deletes a network’s downloaded files, or one that you added')
    .argument('<id>')
    .action((id: string, _flags: object, self: Command) =>
      run(self, async ({ terminal, folders }) => {
        await new ModelLibrary(new ModelStore(folders.models)).remove(id);
        terminal.answer({ removed: id }, [`${id}: removed`]);
        return 0;
      }),
    );
  models
    .command('verify')
    .description('hashes every file that is there and compares it with its manifest')
    .action((_flags: object, self: Command) =>
      run(self, async ({ terminal, folders, signal }) => {
        const checks = await new ModelLibrary(new ModelStore(folders.models)).verify(signal);
        const wrong = checks.filter(({ ok }) => !ok);
        terminal.answer(
          { ok: wrong.length === 0, models: checks },
          checks.map(({ id, error }) => `${id}: ${error === null ? 'whole' : error.message}`),
        );
        return wrong.length === 0 ? 0 : 1;
      }),
    );
};

function list({ terminal, folders }: VerbContext): Promise<0 | 1> {
  const { models, broken } = new ModelStore(folders.models).list();
  const rows = models.map(({ manifest, state }) => [
    manifest.id,
    state,
    sizeText(sizeOf(manifest)),
    manifest.output.quantity,
    manifest.licence.name,
    manifest.unverified.length === 0 ? '' : `${manifest.unverified.length} unverified`,
  ]);
  for (const { file, error } of broken) terminal.note(`fathom: ${error.tag}: ${error.message} (${file})`);
  terminal.answer({ models: models.map(describe), broken }, [
    ...textTable(['id', 'state', 'size', 'quantity', 'licence', ''], rows),
    `${models.length} networks; fathom models download ID fetches one`,
  ]);
  return Promise.resolve(broken.length > 0 ? 1 : 0);
}

async function download(id: string, isAccepted: boolean, context: VerbContext): Promise<0> {
  const { terminal, folders, signal } = context;
  const store = new ModelStore(folders.models);
  const { manifest } = store.get(id);
  const { licence } = manifest;
  if (!isAccepted) {
    const found = `${licence.name}${licence.url === null ? '' : ` (${licence.url})`}`;
    const message = `${manifest.name} is under the licence ${found}; read it, then give --accept-licence`;
    throw new StudioError('InvalidOption', message, { option: '--accept-licence', found });
  }
  const startedAt = performance.now();
  const entry = await new ModelLibrary(store).download(id, {
    signal,
    onProgress: ({ doneBytes, totalBytes }) => {
      const seconds = (performance.now() - startedAt) / 1000;
      const rate = doneBytes / seconds;
      terminal.progress({
        ...{ title: `Download ${id}`, done: doneBytes, failed: 0, total: totalBytes },
        ...{ itemsPerSecond: null, current: `${sizeText(doneBytes)}, ${sizeText(rate)}/s` },
        secondsLeft: totalBytes === null ? null : (totalBytes - doneBytes) / rate,
      });
    },
  });
  terminal.answer(describe(entry), [`${id}: ready in ${entry.folder}`]);
  return 0;
}

async function add(file: string, flags: AddFlags, { terminal, folders, signal }: VerbContext): Promise<0> {
  const inference = new Inference(folders.models);
  try {
    const graph = resolve(file);
    const id = flags.id ?? idOfFile(graph);
    const { library } = inference;
    const files = await library.filesOf(graph, signal);
    const description = await inference.process.describe(graph);
    const names = { id, name: flags.name ?? id, files };
    const { manifest, reasons } =
      flags.like === undefined
        ? proposeManifest(description, names)
        : {
            manifest: alike(inference.models.get(flags.like), names),
            reasons: [`as ${flags.like} of the catalogue`],
          };
    const entry = await library.add(graph, manifest, signal);
    terminal.answer({ ...describe(entry), manifest: entry.manifest, reasons }, [
      `${id}: added in ${entry.folder}`,
      ...reasons.map((reason) => `  ${reason}`),
      `not verified: ${manifest.unverified.join(', ') || 'nothing'}; edit ${entry.folder}/manifest.json where it is wrong`,
    ]);
    return 0;
  } finally {
    await inference.close();
  }
}

/** The catalogue's manifest, for a file of the user's. */
function alike({ manifest }: ModelEntry, names: Pick<ModelManifest, 'id' | 'name' | 'files'>): ModelManifest {
  return {
    ...manifest,
    ...names,
    unverified: manifest.unverified.filter((path) => !path.startsWith('files')),
  };
}

function describe({ manifest, state, folder, origin }: ModelEntry) {
  const { id, name, licence, output, files, unverified } = manifest;
  return {
    ...{ id, name, state, origin, folder, unverified },
    sha256: files[0]?.sha256 ?? null,
    licence: licence.name,
    quantity: output.quantity,
    sizeBytes: sizeOf(manifest),
  };
}

/** Of all files; null where one is not known, or there is none. */
function sizeOf({ files }: ModelManifest): number | null {
  if (files.length === 0) return null;
  return files.reduce<number | null>(
    (sum, { sizeBytes }) => (sum === null || sizeBytes === null ? null : sum + sizeBytes),
    0,
  );
}

function sizeText(bytes: number | null): string {
  return bytes === null ? '–' : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

import { availableParallelism } from 'node:os';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { writeFrame } from './output/writeFrame.ts';
import { allScenes } from './scenes/allScenes.ts';

/** Samples per pixel along each side. */
const strata = 3;
const folder = join(import.meta.dirname, '../../resources/examples/roadside-and-table');
const frameFolders = ['left', 'right', 'disparity', 'depth', 'occlusion', 'masks', 'calib'];

/** Renders the frame with the given name in a thread of its own. */
function renderInThread(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: name });
    worker.once('error', reject);
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${name} ended with ${code}`))));
  });
}

/** Renders the named frames of the sample project, all without a name, as many at a time as there are processors. */
async function makeSample(names: readonly string[]): Promise<void> {
  const all = allScenes.map((scene) => scene.name);
  if (names.length === 0) {
    for (const name of frameFolders) await rm(join(folder, name), { recursive: true, force: true });
  }
  const waiting = names.length > 0 ? [...names] : all;
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const start = performance.now();
      await renderInThread(name);
      console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
}

if (isMainThread) await makeSample(process.argv.slice(2));
else {
  const scene = allScenes.find(({ name }) => name === workerData);
  if (!scene) throw new Error(`no scene is called ${String(workerData)}`);
  await writeFrame(scene, folder, strata);
}

/* Imports a dataset and runs a method on it, to be killed by survivesKill.test.ts. Arguments: root, project file. */
import { ComputePool } from '#compute/pool/ComputePool.ts';
import { createWorkspace } from './Workspace.ts';

const [root = '', output = ''] = process.argv.slice(2);
const pool = new ComputePool({ size: 2 });
const workspace = createWorkspace({ pool, userDataFolder: root, resourcesFolder: root });
const request = { root, output, layout: 'auto', groundTruthEncoding: null };
const { id } = await workspace.importDataset({ ...request, thenRun: 'sgbm:numDisparities=16,blockSize=3' });
await workspace.queue.whenEnded(id);
for (const job of workspace.project.jobs.queued()) await workspace.queue.whenEnded(job.id);
for (const job of workspace.project.jobs.list()) await workspace.queue.whenEnded(job.id);
await workspace.closeProject();
await pool.close();

import { Hono } from 'hono';
import { StudioError } from '#domain/errors.ts';
import type { Workspace } from '#jobs/Workspace.ts';
import { isClosedDatabaseError, projectErrorFrom } from '#project/openDatabase.ts';
import type { ApiContext } from './ApiContext.ts';
import type { SessionAnswer } from './contract.ts';
import { errorAnswer, isBug } from './errorAnswer.ts';
import { eventRoutes } from './events.ts';
import { limitBodies } from './limitBodies.ts';
import { PathGuard } from './PathGuard.ts';
import { annotationFileRoutes } from './routes/annotationFiles.ts';
import { annotationRoutes } from './routes/annotations.ts';
import { assetRoutes } from './routes/assets.ts';
import { backgroundRoutes } from './routes/backgrounds.ts';
import { comparisonRoutes } from './routes/comparison.ts';
import { folderRoutes } from './routes/folders.ts';
import { itemRoutes } from './routes/items.ts';
import { labelRoutes } from './routes/labels.ts';
import { jobRoutes } from './routes/jobs.ts';
import { metricTableRoutes } from './routes/metricTable.ts';
import { modelRoutes } from './routes/models.ts';
import { problemRoutes } from './routes/problems.ts';
import { projectRoutes } from './routes/project.ts';
import { rasterRoutes } from './routes/rasters.ts';
import { recipeRoutes } from './routes/recipe.ts';
import { regionAnalysisRoutes } from './routes/regionAnalysis.ts';
import { regionReviewRoutes } from './routes/regionReview.ts';
import { regionRoutes } from './routes/regions.ts';
import { reportRoutes } from './routes/reports.ts';
import { bundleRoutes } from './routes/bundles.ts';
import { rootRoutes } from './routes/roots.ts';
import { runRoutes } from './routes/runs.ts';
import { sessionRoutes } from './routes/session.ts';
import { stereoRoutes } from './routes/stereo.ts';
import { SettingsFile } from './SettingsFile.ts';

export interface ApiOptions {
  readonly workspace: Workspace;
  readonly host: SessionAnswer['host'];
  readonly version: string;
  /** Folders whose content the window may see and name; null where the host has native dialogs. */
  readonly roots: readonly string[] | null;
  /** Absolute path of the settings file; made when first needed. */
  readonly settingsFile: string;
  /** Told of every bug, once. Default: the stack goes to stderr. */
  readonly onBug?: (error: unknown) => void;
}

/** The studio's backend: answers every request below `/api/`. */
export type ApiHandler = (request: Request) => Promise<Response>;

const routes = [
  sessionRoutes,
  projectRoutes,
  problemRoutes,
  folderRoutes,
  itemRoutes,
  assetRoutes,
  rasterRoutes,
  runRoutes,
  comparisonRoutes,
  metricTableRoutes,
  stereoRoutes,
  modelRoutes,
  recipeRoutes,
  regionAnalysisRoutes,
  regionReviewRoutes,
  regionRoutes,
  annotationRoutes,
  annotationFileRoutes,
  labelRoutes,
  rootRoutes,
  backgroundRoutes,
  bundleRoutes,
  jobRoutes,
  reportRoutes,
  eventRoutes,
];

/**
 * Makes the handler that both hosts serve. Expected failures are answered as ErrorAnswer with a 4xx status, bugs are
 * logged and answered with 500.
 */
export async function createApi(options: ApiOptions): Promise<ApiHandler> {
  const { workspace, host, version } = options;
  const onBug = options.onBug ?? reportBug;
  const settings = await SettingsFile.open(options.settingsFile);
  for (const notice of settings.notices) process.stderr.write(`fathom: ${notice}\n`);
  const paths = await PathGuard.create(options.roots);
  workspace.fenceIn((path) => paths.requireInside(path));
  const context: ApiContext = { workspace, host, version, settings, paths };
  workspace.subscribe(({ type }) => {
    if (type === 'project') rememberProject(context).catch(onBug);
  });
  await rememberProject(context);

  const api = new Hono();
  for (const addRoutes of routes) addRoutes(api, context);
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    // A report is HTML and a picture is bytes: neither is ever guessed to be a page of the studio.
    c.header('x-content-type-options', 'nosniff');
  });
  app.use(limitBodies());
  app.route('/api', api);
  app.notFound((c) => {
    const path = `${c.req.method} ${c.req.path}`;
    return errorAnswer(new StudioError('NotFound', `there is no ${path}`, { path }));
  });
  app.onError((thrown, c) => {
    const error = expectedFrom(thrown, workspace.isOpen ? workspace.project.path : options.settingsFile);
    // A body that ends in the middle, because the asker has gone, is nobody's fault.
    if (isBug(error) && !c.req.raw.signal.aborted) onBug(error);
    return errorAnswer(error);
  });
  return async (request) => await app.fetch(request);
}

/** The expected failure behind an error of the disk, or of a project that was closed while it was asked. */
function expectedFrom(error: unknown, file: string): unknown {
  if (!isClosedDatabaseError(error)) return projectErrorFrom(error, file);
  return new StudioError('NotFound', 'the project was closed before this was answered', {}, error);
}

async function rememberProject({ workspace, settings }: ApiContext): Promise<void> {
  if (!workspace.isOpen) return;
  const { path, name } = workspace.project;
  await settings.remember({ path, name });
}

function reportBug(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

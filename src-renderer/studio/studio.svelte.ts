import { desktop } from '../client/desktop.ts';
import { sessionClient } from '../client/sessionClient.ts';
import type { SessionAnswer } from '#api/contract.ts';
import { createContext } from 'svelte';
import { Annotations } from './annotations.svelte.ts';
import { BenchConfidence } from './benchConfidence.svelte.ts';
import { Bundles } from './bundles.svelte.ts';
import { Commands } from './commands.svelte.ts';
import { Comparison } from './comparison.svelte.ts';
import { Connection } from './connection.svelte.ts';
import { CostCurves } from './costCurves.svelte.ts';
import { DatasetRegions } from './datasetRegions.svelte.ts';
import { DisplayState } from './display.svelte.ts';
import { Files } from './files.svelte.ts';
import { Jobs } from './jobs.svelte.ts';
import { Labels } from './labels.svelte.ts';
import { Latest } from './latest.svelte.ts';
import { Layout } from './layout.svelte.ts';
import { MetricTable } from './metricTable.svelte.ts';
import { Models } from './models.svelte.ts';
import { NavigationState } from './navigation.svelte.ts';
import { Notices } from './notices.svelte.ts';
import { OtherRun } from './otherRun.svelte.ts';
import { Problems } from './problems.svelte.ts';
import { Project } from './project.svelte.ts';
import { Review } from './review.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { SelfCheck } from './selfCheck.svelte.ts';
import { Settings } from './settings.svelte.ts';
import { StereoBench } from './stereoBench.svelte.ts';
import { Theme } from './theme.svelte.ts';

const isAnything = (value: unknown): value is unknown => value !== undefined;

/** Builds the window's shared state, each part in its own context, and reads the session. */
export class Studio {
  readonly notices = new Notices();
  readonly settings = new Settings(this.notices);
  readonly connection = Connection.create();
  readonly selection = Selection.create();
  readonly project = Project.create(this);
  readonly annotations = Annotations.create(this);
  readonly labels = Labels.create(this);
  readonly review = Review.create(this);
  readonly jobs = Jobs.create(this.connection, this.notices);
  readonly comparison = Comparison.create(this.selection, this.connection);
  readonly datasetRegions = DatasetRegions.create(this.selection, this.connection);
  readonly problems = Problems.create(this);
  readonly models = Models.create(this.connection);
  readonly files = Files.create();
  readonly bundles = Bundles.create(this);
  readonly commands = Commands.create(this.selection, this.review);
  readonly layout = Layout.create(this.settings);
  readonly metricTable = MetricTable.create(this);
  readonly theme = Theme.create(this.settings);
  readonly navigation = NavigationState.create();
  readonly display = DisplayState.create();
  readonly otherRun = OtherRun.create(this);
  readonly selfCheck = SelfCheck.create(this.project, this.display);
  readonly bench = StereoBench.create(this);
  readonly costCurves = CostCurves.create(this.bench, this.navigation);
  readonly benchConfidence = BenchConfidence.create(this.bench, this.display);
  readonly #session = new Latest<SessionAnswer>();

  /** Call while the root component is set up. */
  static create(): Studio {
    const studio = setStudio(new Studio());
    void studio.start();
    $effect(() => {
      if (studio.isReady) studio.settings.set('display', studio.display.toJSON());
    });
    $effect(() => studio.#honourZoomRequest());
    $effect(() => {
      const flush = (): void => studio.settings.flush();
      window.addEventListener('pagehide', flush);
      return () => window.removeEventListener('pagehide', flush);
    });
    $effect(() => desktop()?.onMenu((commandId) => studio.commands.run(commandId)));
    return studio;
  }

  get session(): SessionAnswer | null {
    return this.#session.value;
  }

  /** False until the session has been read. */
  get isReady(): boolean {
    return this.#session.value !== null;
  }

  /** Why the session could not be read. */
  get startError(): Error | null {
    return this.#session.error;
  }

  async start(): Promise<void> {
    await this.#session.load(async () => {
      const session = await sessionClient.get();
      this.#restore(session);
      return session;
    });
    desktop()?.ready();
    if (this.project.summary) void this.jobs.load();
  }

  #restore(session: SessionAnswer): void {
    for (const notice of session.notices) this.notices.tell(notice);
    this.settings.restore(session.settings);
    const display = this.settings.get('display', isAnything, undefined);
    if (display !== undefined) {
      try {
        this.display.restore(display);
      } catch (error) {
        this.notices.fail(error);
      }
    }
    this.project.restore(session);
  }

  /** Zooms once the wanted item is the one on the panes. */
  #honourZoomRequest(): void {
    const request = this.selection.zoomRequest;
    const item = this.project.item?.item;
    const size = this.navigation.imageSize;
    if (!request || item?.id !== request.itemId || size?.width !== item.width || size.height !== item.height)
      return;
    this.navigation.zoomTo(request.box);
    this.selection.zoomRequest = null;
  }
}

const [getStudio, setStudio] = createContext<Studio>();

export { getStudio };

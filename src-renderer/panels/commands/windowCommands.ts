import type { Command } from '../../studio/commands.svelte.ts';
import { inspectorTabs, type InspectorTab } from '../../studio/layout.svelte.ts';
import type { Studio } from '../../studio/studio.svelte.ts';
import { themeNames } from '../../studio/theme.svelte.ts';
import type { ProjectOpener } from '../start/projectOpener.svelte.ts';

const tabTitles: Readonly<Record<InspectorTab, string>> = {
  regions: 'Show failure regions',
  metrics: 'Show metrics',
  run: 'Show runs and options',
  annotate: 'Show annotations',
  report: 'Show report',
  problems: 'Show problems',
};

/** The commands of the window itself: projects, items, panels, jobs, look. The native menu sends some of the ids. */
export function windowCommands(studio: Studio, opener: ProjectOpener): readonly Command[] {
  const { project, layout, theme, jobs, selection, metricTable } = studio;
  const hasProject = (): boolean => project.summary !== null;
  const hasItem = (): boolean => selection.itemId !== null;
  const global = (group: string, rest: Omit<Command, 'scope' | 'group'>): Command => ({
    scope: 'global',
    group,
    ...rest,
  });
  return [
    global('Project', {
      id: 'open-project',
      title: 'Open project…',
      keys: ['$mod+o'],
      run: () => void opener.ask(),
    }),
    global('Project', {
      id: 'import-dataset',
      title: 'Import dataset…',
      keys: ['$mod+i'],
      run: () => (layout.dialog = 'import'),
    }),
    global('Project', {
      id: 'project-folders',
      title: 'Folders of the project…',
      run: () => (layout.dialog = 'roots'),
      isEnabled: hasProject,
    }),
    global('Project', {
      id: 'project.background',
      title: 'Black background…',
      run: () => (layout.dialog = 'background'),
      isEnabled: hasProject,
    }),
    global('Project', {
      id: 'project.bundle',
      title: 'Bundle for another machine…',
      run: () => (layout.dialog = 'bundle'),
      isEnabled: hasProject,
    }),
    global('Project', {
      id: 'project.unbundle',
      title: 'Open bundle…',
      run: () => (layout.dialog = 'unbundle'),
    }),
    global('Project', {
      id: 'label-items',
      title: 'Tags, split and note…',
      keys: ['t'],
      run: () => (layout.dialog = 'labels'),
      isEnabled: hasItem,
    }),
    global('Project', {
      id: 'open-sample',
      title: 'Open sample project',
      run: () => void opener.openSample(),
    }),
    global('Project', {
      id: 'project.importPredictions',
      title: 'Import predictions…',
      isEnabled: hasProject,
      run: () => (layout.dialog = 'import-predictions'),
    }),
    global('Project', {
      id: 'models.show',
      title: 'Networks…',
      run: () => (layout.dialog = 'models'),
    }),
    global('Project', {
      id: 'metrics.table',
      title: 'Metrics of all items…',
      isEnabled: () => selection.runId !== null,
      run: () => metricTable.open(),
    }),
    global('Project', {
      id: 'recipe.edit',
      title: 'Change comparison recipe…',
      isEnabled: hasProject,
      run: () => (layout.dialog = 'recipe'),
    }),
    global('Items', {
      id: 'item.next',
      title: 'Next item',
      keys: ['ArrowRight'],
      isEnabled: hasItem,
      run: () => void project.move(1),
    }),
    global('Items', {
      id: 'item.previous',
      title: 'Previous item',
      keys: ['ArrowLeft'],
      isEnabled: hasItem,
      run: () => void project.move(-1),
    }),
    ...inspectorTabs.map((tab, index) =>
      global('Inspector', {
        id: `inspector.${tab}`,
        title: tabTitles[tab],
        keys: [`Alt+${index + 1}`],
        isEnabled: hasProject,
        run: () => layout.show(tab),
      }),
    ),
    global('Window', {
      id: 'window.palette',
      title: 'Command palette',
      keys: ['$mod+Shift+p', '$mod+p'],
      run: () => (layout.dialog = 'palette'),
    }),
    global('Window', {
      id: 'show-keys',
      title: 'Keys and mouse',
      keys: ['?', 'Shift+?', 'F1'],
      run: () => (layout.dialog = 'keys'),
    }),
    global('Window', {
      id: 'window.items',
      title: 'Show or hide items',
      keys: ['$mod+b'],
      run: () => layout.setItemsOpen(!layout.areItemsOpen),
    }),
    global('Window', {
      id: 'window.inspector',
      title: 'Show or hide inspector',
      keys: ['i'],
      run: () => layout.setInspectorOpen(!layout.isInspectorOpen),
    }),
    ...themeNames.map((name) =>
      global('Window', { id: `theme.${name}`, title: `Theme: ${name}`, run: () => theme.choose(name) }),
    ),
    global('Jobs', { id: 'jobs.show', title: 'Show jobs', run: () => (layout.dialog = 'jobs') }),
    global('Jobs', {
      id: 'jobs.cancel',
      title: 'Cancel the running job',
      isEnabled: () => jobs.active.length > 0,
      run: () => void jobs.cancel(jobs.active[0]!.id),
    }),
  ];
}

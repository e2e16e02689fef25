import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface RecentProject {
  readonly path: string;
  readonly name: string;
}

interface Settings {
  readonly window: Readonly<Record<string, unknown>>;
  readonly recentProjects: readonly RecentProject[];
}

const recentLimit = 10;
const nothingYet: Settings = { window: {}, recentProjects: [] };

/**
 * What the studio remembers between starts, as one readable JSON file. Written whole to a temporary name and renamed.
 * A file that cannot be understood is moved aside to `.bad` and reported, never overwritten.
 */
export class SettingsFile {
  readonly #file: string;
  #settings: Settings;
  /** What the user should know about the settings, for instance that they were unreadable. */
  readonly notices: readonly string[];
  #lastWrite: Promise<void> = Promise.resolve();

  private constructor(file: string, settings: Settings, notices: readonly string[]) {
    this.#file = file;
    this.#settings = settings;
    this.notices = notices;
  }

  static async open(file: string): Promise<SettingsFile> {
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return new SettingsFile(file, nothingYet, []);
    }
    const read = parseSettings(text);
    if (typeof read !== 'string') return new SettingsFile(file, read, []);
    await rename(file, `${file}.bad`);
    const notice = `The settings file could not be read (${read}). It is kept as ${file}.bad; the studio starts with its defaults.`;
    return new SettingsFile(file, nothingYet, [notice]);
  }

  get window(): Readonly<Record<string, unknown>> {
    return this.#settings.window;
  }

  get recentProjects(): readonly RecentProject[] {
    return this.#settings.recentProjects;
  }

  saveWindow(window: Readonly<Record<string, unknown>>): Promise<void> {
    return this.#save({ ...this.#settings, window });
  }

  /** Puts a project at the head of the recent ones. */
  remember(project: RecentProject): Promise<void> {
    const first = this.#settings.recentProjects[0];
    if (first?.path === project.path && first.name === project.name) return this.#lastWrite;
    const others = this.#settings.recentProjects.filter(({ path }) => path !== project.path);
    return this.#save({ ...this.#settings, recentProjects: [project, ...others].slice(0, recentLimit) });
  }

  /** One write at a time, in the order asked for; a failed one does not block the next. */
  #save(settings: Settings): Promise<void> {
    this.#settings = settings;
    const text = `${JSON.stringify(settings, null, 2)}\n`;
    const write = () => replaceFile(this.#file, text);
    this.#lastWrite = this.#lastWrite.then(write, write);
    return this.#lastWrite;
  }
}

async function replaceFile(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.tmp`;
  const handle = await open(temporary, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}

/** The settings, or in words why the text is none. */
function parseSettings(text: string): Settings | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return (error as SyntaxError).message;
  }
  if (!isObject(value) || !isObject(value.window)) return 'there is no object "window"';
  const recent = value.recentProjects;
  if (!Array.isArray(recent) || !recent.every(isRecentProject)) return '"recentProjects" is not a list';
  return { window: value.window, recentProjects: recent };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRecentProject(value: unknown): value is RecentProject {
  return isObject(value) && typeof value.path === 'string' && typeof value.name === 'string';
}

import type { Workspace } from '#jobs/Workspace.ts';
import type { SessionAnswer } from './contract.ts';
import type { PathGuard } from './PathGuard.ts';
import type { SettingsFile } from './SettingsFile.ts';

/** What the routes work with. */
export interface ApiContext {
  readonly workspace: Workspace;
  readonly paths: PathGuard;
  readonly settings: SettingsFile;
  readonly host: SessionAnswer['host'];
  readonly version: string;
}

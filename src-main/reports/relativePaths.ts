import { sep } from 'node:path';
import type { Project } from '#project/Project.ts';

/** A message with paths below the project's folder made relative, so that a report tells nothing of the machine. */
export function relativePaths(message: string, { folder }: Pick<Project, 'folder'>): string {
  return message.replaceAll(folder.endsWith(sep) ? folder : `${folder}${sep}`, '');
}

import { createContext } from 'svelte';
import type { FolderAnswer, ImportCheckAnswer, ImportPreviewAnswer, ImportRequest } from '#api/contract.ts';
import { desktop } from '../client/desktop.ts';
import { problemsClient } from '../client/problemsClient.ts';
import { projectClient } from '../client/projectClient.ts';
import { annotationsClient } from '../client/annotationsClient.ts';
import { itemsClient } from '../client/itemsClient.ts';
import { runsClient } from '../client/runsClient.ts';

/** Choosing folders and files: native dialogs where the host has them, else the studio's own picker. */
export class Files {
  static create(): Files {
    return setFiles(new Files());
  }

  /** Whether chooseFolder and chooseFile can be used; else the studio's picker is shown. */
  get hasNativeDialogs(): boolean {
    return desktop() !== null;
  }

  async chooseFolder(): Promise<string | null> {
    return (await desktop()?.chooseFolder()) ?? null;
  }

  /** @param extension without its dot */
  async chooseFile(title: string, extension: string): Promise<string | null> {
    return (await desktop()?.chooseFile({ title, extensions: [extension] })) ?? null;
  }

  /** One level of the studio's picker; null = the first root. */
  folder(path: string | null): Promise<FolderAnswer> {
    return projectClient.folder(path);
  }

  previewImport(wanted: Omit<ImportRequest, 'output'>, signal: AbortSignal): Promise<ImportPreviewAnswer> {
    return projectClient.previewImport(wanted, signal);
  }

  checkImport(
    wanted: Pick<ImportRequest, 'root' | 'layout' | 'groundTruthEncoding'>,
    signal: AbortSignal,
  ): Promise<ImportCheckAnswer> {
    return problemsClient.checkImport(wanted, signal);
  }

  /** Addresses for img elements and download links. */
  thumbnailUrl(itemId: number): string {
    return itemsClient.thumbnailUrl(itemId);
  }

  reportUrl(format: 'html' | 'json' | 'csv', runId: number | null): string {
    return runsClient.reportUrl(format, runId);
  }

  annotationsUrl(format: 'coco' | 'masks'): string {
    return annotationsClient.exportUrl(format);
  }
}

const [getFiles, setFiles] = createContext<Files>();

export { getFiles };

import { dialog, ipcMain } from 'electron';
import type { BrowserWindow } from 'electron';

/** What the preload may ask: one path chosen by the user, or null. */
interface FileQuestion {
  readonly title: string;
  readonly extensions: readonly string[];
}

/** Answers the preload's questions for a folder or a file with the system's own dialogs. */
export function answerDialogs(window: BrowserWindow): void {
  ipcMain.handle('choose-folder', async () => {
    const answer = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] });
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  });
  ipcMain.handle('choose-file', async (_event, question: FileQuestion) => {
    const answer = await dialog.showOpenDialog(window, {
      title: question.title,
      properties: ['openFile'],
      filters: [{ name: question.title, extensions: [...question.extensions] }],
    });
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  });
}

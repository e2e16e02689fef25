import { app, ipcMain } from 'electron';
import type { Handler } from '../studioHandler.ts';
import { declareAppScheme, serveAppScheme } from './appProtocol.ts';
import { lockDown } from './lockDown.ts';
import { answerDialogs } from './nativeDialogs.ts';
import { setStudioMenu } from './studioMenu.ts';
import { openStudioWindow } from './studioWindow.ts';

/**
 * Runs the studio in Electron: one window on `app://studio/`, served by the handler.
 * @param onReady called once when the window has mounted.
 * @param close   called before the program ends; releases the project.
 */
export async function startElectronHost(options: {
  readonly handler: Handler;
  readonly preload: string;
  readonly onReady: () => void;
  readonly close: () => Promise<void>;
}): Promise<void> {
  declareAppScheme();
  await app.whenReady();
  lockDown();
  serveAppScheme(options.handler);
  ipcMain.once('ready', options.onReady);
  const window = openStudioWindow(options.preload);
  answerDialogs(window);
  setStudioMenu(window);
  app.on('window-all-closed', () => {
    void options.close().finally(() => app.quit());
  });
}

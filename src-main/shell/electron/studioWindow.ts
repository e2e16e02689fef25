import { BrowserWindow } from 'electron';
import { studioOrigin } from './appProtocol.ts';

/** Opens the studio's window: sandboxed, isolated, without Node, with the small preload. */
export function openStudioWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    backgroundColor: '#242424',
    title: 'Fathom',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    },
  });
  void window.loadURL(`${studioOrigin}/`);
  return window;
}

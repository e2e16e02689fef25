import { Menu } from 'electron';
import type { BrowserWindow, MenuItemConstructorOptions } from 'electron';

/** Commands of the native menu; the window's command palette knows the same words. */
const commands = {
  File: [
    ['open-project', 'Open project…', 'CmdOrCtrl+O'],
    ['import-dataset', 'Import dataset…', 'CmdOrCtrl+I'],
    ['open-sample', 'Open sample', undefined],
  ],
  Help: [['show-keys', 'Keyboard shortcuts', 'F1']],
} as const;

/** Sets the application menu; a chosen command is sent to the window, which decides. */
export function setStudioMenu(window: BrowserWindow): void {
  const items = (name: keyof typeof commands): MenuItemConstructorOptions[] =>
    commands[name].map(([command, label, accelerator]) => ({
      label,
      ...(accelerator === undefined ? {} : { accelerator }),
      click: () => window.webContents.send('menu', command),
    }));
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { label: 'File', submenu: [...items('File'), { type: 'separator' }, { role: 'quit' }] },
    { role: 'editMenu' },
    { label: 'View', submenu: [{ role: 'togglefullscreen' }, { role: 'toggleDevTools' }] },
    { label: 'Help', submenu: items('Help') },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

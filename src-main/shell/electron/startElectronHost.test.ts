import { beforeAll, describe, expect, it, vi } from 'vitest';
import * as standIn from './electronStandIn.ts';

vi.mock('electron', async () => await import('./electronStandIn.ts'));

const onReady = vi.fn();
const close = vi.fn(() => Promise.resolve());

beforeAll(async () => {
  const { startElectronHost } = await import('./startElectronHost.ts');
  await startElectronHost({
    handler: (request) => new Response(`answer to ${new URL(request.url).pathname}`),
    preload: '/out/preload/index.cjs',
    onReady,
    close,
  });
});

function theWindow(): standIn.BrowserWindow {
  expect(standIn.BrowserWindow.all).toHaveLength(1);
  return standIn.BrowserWindow.all[0]!;
}

describe('the Electron host, against a stand-in for the electron module', () => {
  it('opens one sandboxed, isolated window on the studio', () => {
    expect(theWindow().url).toBe('app://studio/');
    expect(theWindow().options.webPreferences).toMatchObject({
      preload: '/out/preload/index.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    });
  });

  it('serves app://studio with the handler and refuses other hosts', async () => {
    const app = standIn.protocol.handlers.get('app')!;
    expect(await (await app(new Request('app://studio/api/session'))).text()).toBe('answer to /api/session');
    expect((await app(new Request('app://elsewhere/api/session'))).status).toBe(421);
    expect(standIn.protocol.privileged[0]?.privileges).toMatchObject({ standard: true, secure: true });
  });

  it('denies permissions, navigation, new windows and web views', () => {
    const { defaultSession } = standIn.session;
    const granted: boolean[] = [];
    (defaultSession.permissionRequest as (c: unknown, p: string, a: (ok: boolean) => void) => void)(
      null,
      'camera',
      (ok) => granted.push(ok),
    );
    expect(granted).toEqual([false]);
    expect((defaultSession.permissionCheck as () => boolean)()).toBe(false);
    const contents = theWindow().webContents;
    expect((contents.openHandler as () => unknown)()).toEqual({ action: 'deny' });
    const tried = (name: string, url: string): boolean => {
      let isPrevented = false;
      contents.emit(name, { url, preventDefault: () => (isPrevented = true) });
      return isPrevented;
    };
    expect(tried('will-navigate', 'https://example.org/')).toBe(true);
    expect(tried('will-navigate', 'app://studio.evil/')).toBe(true);
    expect(tried('will-navigate', 'app://studio/')).toBe(false);
    expect(tried('will-attach-webview', '')).toBe(true);
  });

  it('answers the native dialogs with the chosen path or null', async () => {
    const chooseFolder = standIn.ipcMain.answers.get('choose-folder')!;
    expect(await chooseFolder({})).toBeNull();
    standIn.dialog.answer = { canceled: false, filePaths: ['/data/kitti'] };
    expect(await chooseFolder({})).toBe('/data/kitti');
    const chooseFile = standIn.ipcMain.answers.get('choose-file')!;
    expect(await chooseFile({}, { title: 'Project', extensions: ['fathom'] })).toBe('/data/kitti');
    expect(standIn.dialog.asked.at(-1)).toMatchObject({
      filters: [{ name: 'Project', extensions: ['fathom'] }],
    });
  });

  it('sends menu commands to the window', () => {
    const file = standIn.Menu.current!.find((item) => item.label === 'File')!;
    file.submenu!.find((item) => item.label === 'Open sample')!.click!();
    expect(theWindow().webContents.sent).toContainEqual(['menu', 'open-sample']);
  });

  it('reports readiness once and closes the project before it quits', async () => {
    standIn.ipcMain.emit('ready');
    standIn.ipcMain.emit('ready');
    expect(onReady).toHaveBeenCalledTimes(1);
    standIn.app.emit('window-all-closed');
    await vi.waitFor(() => expect(standIn.app.quits).toBe(1));
    expect(close).toHaveBeenCalledTimes(1);
  });
});

import { contextBridge, ipcRenderer } from 'electron';

/** Native dialogs and menu events for the window; no data, no decisions. Typed in src-renderer/client/desktop.ts. */
contextBridge.exposeInMainWorld('desktop', {
  chooseFolder: () => ipcRenderer.invoke('choose-folder'),
  chooseFile: (question: { title: string; extensions: string[] }) =>
    ipcRenderer.invoke('choose-file', question),
  /** Returns how to stop listening, because a listener itself cannot cross the bridge back. */
  onMenu: (listener: (command: string) => void) => {
    const heard = (_event: unknown, command: string): void => listener(command);
    ipcRenderer.on('menu', heard);
    return () => ipcRenderer.off('menu', heard);
  },
  /** The window has mounted; the starter waits for this. */
  ready: () => ipcRenderer.send('ready'),
});

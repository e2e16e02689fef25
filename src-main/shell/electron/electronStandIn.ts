import { EventEmitter } from 'node:events';

/**
 * A stand-in for the `electron` module, for tests only: Electron's binary is not on every machine. It records what
 * the shell asks for and lets a test play the user's and the window's part. It proves the wiring, not Electron.
 */
type AnyFunction = (...args: never[]) => unknown;

export class WebContentsStandIn extends EventEmitter {
  readonly sent: unknown[][] = [];
  openHandler: AnyFunction | null = null;
  setWindowOpenHandler(handler: AnyFunction): void {
    this.openHandler = handler;
  }
  send(...message: unknown[]): void {
    this.sent.push(message);
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  readonly webContents = new WebContentsStandIn();
  readonly options: { webPreferences: Record<string, unknown> };
  url = '';
  constructor(options: { webPreferences: Record<string, unknown> }) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  loadURL(url: string): Promise<void> {
    this.url = url;
    return Promise.resolve();
  }
}

class AppStandIn extends EventEmitter {
  quits = 0;
  whenReady(): Promise<void> {
    return Promise.resolve();
  }
  quit(): void {
    this.quits += 1;
  }
}
export const app = new AppStandIn();

export const protocol = {
  privileged: [] as { scheme: string; privileges: Record<string, boolean> }[],
  handlers: new Map<string, (request: Request) => Response | Promise<Response>>(),
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: Record<string, boolean> }[]): void {
    protocol.privileged.push(...schemes);
  },
  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void {
    protocol.handlers.set(scheme, handler);
  },
};

export const session = {
  defaultSession: {
    permissionRequest: null as AnyFunction | null,
    permissionCheck: null as AnyFunction | null,
    setPermissionRequestHandler(handler: AnyFunction): void {
      session.defaultSession.permissionRequest = handler;
    },
    setPermissionCheckHandler(handler: AnyFunction): void {
      session.defaultSession.permissionCheck = handler;
    },
  },
};

export const dialog = {
  answer: { canceled: true, filePaths: [] as string[] },
  asked: [] as unknown[],
  showOpenDialog(_window: unknown, question: unknown): Promise<{ canceled: boolean; filePaths: string[] }> {
    dialog.asked.push(question);
    return Promise.resolve(dialog.answer);
  },
};

class IpcMainStandIn extends EventEmitter {
  readonly answers = new Map<string, (...args: unknown[]) => unknown>();
  handle(channel: string, answer: (...args: unknown[]) => unknown): void {
    this.answers.set(channel, answer);
  }
}
export const ipcMain = new IpcMainStandIn();

interface MenuItem {
  label?: string;
  click?: () => void;
  submenu?: MenuItem[];
}
export const Menu = {
  current: null as MenuItem[] | null,
  buildFromTemplate: (template: MenuItem[]): MenuItem[] => template,
  setApplicationMenu(menu: MenuItem[]): void {
    Menu.current = menu;
  },
};

interface ChooseFileOptions {
  readonly title: string;
  /** Without dots: `fathom`, `json`. */
  readonly extensions: readonly string[];
}

/** What the preload script offers in Electron; absent in a browser. Native dialogs and menu events, no data. */
export interface Desktop {
  chooseFolder(): Promise<string | null>;
  chooseFile(options: ChooseFileOptions): Promise<string | null>;
  /** Calls back with a command's id; answers a function that stops it. */
  onMenu(callback: (commandId: string) => void): () => void;
  /** The window has mounted. */
  ready(): void;
}

declare global {
  interface Window {
    readonly desktop?: Desktop;
  }
}

/** The native side of the window, or null in a browser. */
export function desktop(): Desktop | null {
  return window.desktop ?? null;
}

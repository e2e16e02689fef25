import open from 'open';

/** Whether a window can be shown: on Linux a display server is needed. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/** Opens the address in the user's browser; where that fails, says so, and the printed address remains. */
export async function openBrowser(address: string, say: (line: string) => void): Promise<void> {
  try {
    const child = await open(address);
    child.on('error', (error) =>
      say(`The browser could not be opened (${error.message}); use the address above.`),
    );
  } catch (error) {
    say(`The browser could not be opened (${String(error)}); use the address above.`);
  }
}

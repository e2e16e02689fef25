import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** The built studio's server, allowed the folder, with a home of its own there; the address bears the token. */
export async function startServer(folder: string): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(
    process.execPath,
    [join(root, 'out/main/cli.js'), 'serve', '--no-open', '--root', folder],
    { env: { ...process.env, FATHOM_HOME: join(folder, 'home') }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let log = '';
  const address = await new Promise<string>((done, failed) => {
    child.stdout.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      const match = /http:\/\/127\.0\.0\.1:\d+\/\?token=[0-9a-f]+/.exec(log);
      if (match) done(match[0]);
    });
    child.once('exit', (code) => failed(new Error(`the server ended with ${code}: ${log}`)));
  });
  return { child, address };
}

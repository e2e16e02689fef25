import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { downloadFile } from './downloadFile.ts';

const content = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7 + (i >> 8)) & 0xff);
const sha256 = createHash('sha256').update(content).digest('hex');

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on this machine that answers the n-th request with the n-th answer, the last one from then on. */
async function serve(...answers: Answer[]) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answers[Math.min(requests.length, answers.length) - 1]!(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const path = join(await temporaryFolder(), 'models', 'model.onnx');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/model.onnx`;
  return { requests, download: { url, path, sizeBytes: content.length, sha256 } };
}

/** As a file server does it: whole, or the asked rest. */
const honest: Answer = (request, response) => {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const rest = content.subarray(start);
  const range = { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` };
  response.writeHead(start > 0 ? 206 : 200, { 'content-length': rest.length, ...(start > 0 ? range : {}) });
  response.end(rest);
};

/** Promises everything, sends a part, and hangs up. */
const breaking: Answer = (_request, response) => {
  response.writeHead(200, { 'content-length': content.length });
  response.write(content.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 20));
};

describe('downloadFile', () => {
  it('fetches a file, telling how far it is, and leaves nothing else', async () => {
    const { download } = await serve(honest);
    const seen: number[] = [];
    await downloadFile(download, {
      onProgress: ({ doneBytes, totalBytes }) => {
        expect(totalBytes).toBe(content.length);
        seen.push(doneBytes);
      },
    });
    expect(Buffer.from(content).equals(await readFile(download.path))).toBe(true);
    expect(existsSync(`${download.path}.part`)).toBe(false);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(content.length);
  });

  it('goes on where a broken connection stopped', async () => {
    const { download, requests } = await serve(breaking, honest);
    await downloadFile(download);
    expect(requests.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=100000-']);
    expect(Buffer.from(content).equals(await readFile(download.path))).toBe(true);
  });

  it('keeps what was fetched when cancelled, and needs only the rest the next time', async () => {
    const { download, requests } = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 200_000));
    }, honest);
    const controller = new AbortController();
    const cancelled = downloadFile(download, {
      signal: controller.signal,
      onProgress: ({ doneBytes }) => {
        if (doneBytes === 200_000) controller.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    expect(existsSync(download.path)).toBe(false);
    await downloadFile(download);
    expect(requests.at(-1)!.headers.range).toBe('bytes=200000-');
    expect(Buffer.from(content).equals(await readFile(download.path))).toBe(true);
  });

  it('starts anew where the server does not give parts', async () => {
    const whole: Answer = (_request, response) => response.end(content);
    const { download } = await serve(breaking, whole);
    await downloadFile({ ...download, sizeBytes: null });
    expect(Buffer.from(content).equals(await readFile(download.path))).toBe(true);
  });

  it('refuses another file than the one promised, and keeps nothing of it', async () => {
    const { download } = await serve((_request, response) => response.end(content.with(77, 1)));
    await expect(downloadFile(download)).rejects.toMatchObject({
      tag: 'HashMismatch',
      fields: { expected: sha256, sizeBytes: content.length },
    });
    expect(existsSync(download.path)).toBe(false);
    expect(existsSync(`${download.path}.part`)).toBe(false);
  });

  it('stops as soon as more comes than the file has', async () => {
    const { download } = await serve((_request, response) => {
      const more = setInterval(() => response.write(content), 5);
      response.on('close', () => {
        clearInterval(more);
      });
    });
    await expect(downloadFile({ ...download, sizeBytes: 1000 })).rejects.toMatchObject({
      tag: 'HashMismatch',
      fields: { expected: 1000 },
    });
    expect(existsSync(`${download.path}.part`)).toBe(false);
  });

  it('gives up a server that says no at once, and one that stands still after some attempts', async () => {
    const missing = await serve((_request, response) => response.writeHead(404).end());
    await expect(downloadFile(missing.download)).rejects.toMatchObject({
      tag: 'DownloadFailed',
      fields: { status: 404 },
    });
    expect(missing.requests).toHaveLength(1);

    const still = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': content.length }).flushHeaders();
    });
    await expect(downloadFile(still.download, { stallMs: 50 })).rejects.toMatchObject({
      tag: 'DownloadFailed',
      message: expect.stringContaining('nothing came for 0.05 s') as string,
    });
    expect(still.requests.length).toBeGreaterThan(1);
  }, 20_000);

  it('drops a rest that the server no longer has', async () => {
    const { download, requests } = await serve((_request, response) => response.writeHead(416).end(), honest);
    await mkdir(dirname(download.path), { recursive: true });
    await writeFile(`${download.path}.part`, 'of another file');
    await downloadFile(download);
    expect(requests.map(({ headers }) => headers.range)).toEqual(['bytes=15-', undefined]);
    expect(Buffer.from(content).equals(await readFile(download.path))).toBe(true);
  });

  it('says where it cannot write', async () => {
    const { download } = await serve(honest);
    await mkdir(dirname(download.path), { recursive: true });
    await writeFile(download.path, 'a file where a folder must be');
    const path = join(download.path, 'model.onnx');
    await expect(downloadFile({ ...download, path })).rejects.toMatchObject({
      tag: 'CannotWrite',
      fields: { file: path },
    });
  });

  it('fetches over https only, but from this machine', async () => {
    const download = { url: 'http://example.org/model.onnx', path: 'never', sizeBytes: null, sha256 };
    await expect(downloadFile(download)).rejects.toMatchObject({ tag: 'InvalidOption' });
  });
});

import { statSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isStudioError, StudioError } from '#domain/errors.ts';
import { digestFile } from '#frames/readBytes.ts';

export interface Download {
  /** Https, or http on this machine. */
  readonly url: string;
  /** Where the file goes; until it is whole and checked, it is `PATH.part`. */
  readonly path: string;
  /** Null = not known. */
  readonly sizeBytes: number | null;
  readonly sha256: string;
}

export interface DownloadProgress {
  readonly doneBytes: number;
  /** Null while not known. */
  readonly totalBytes: number | null;
}

interface DownloadOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Without a byte for so long, the connection counts as broken. */
  readonly stallMs?: number;
}

/** 416: what is asked for lies behind the file's end. */
const rangeIsGone = 416;
const mostAttempts = 4;
const firstPauseMs = 500;

/**
 * Fetches a file. What an earlier attempt left is kept and continued, where the server still has the same file; a broken
 * connection is tried again some times. The file appears under its name only once size and SHA-256 are right.
 *
 * @throws DownloadFailed (url, status or cause); HashMismatch (what was fetched is deleted); CannotWrite; AbortError
 *         (what was fetched is kept)
 */
export async function downloadFile(download: Download, options: DownloadOptions = {}): Promise<void> {
  requireSafeUrl(download.url);
  await mkdir(dirname(download.path), { recursive: true }).catch((error: unknown) => {
    throw cannotWrite(download, error);
  });
  for (let attempt = 1; ; attempt++) {
    try {
      await fetchRest(download, options);
      break;
    } catch (error) {
      options.signal?.throwIfAborted();
      const isFinal =
        isStudioError(error) && (error.tag !== 'DownloadFailed' || error.fields.isFinal === true);
      if (isFinal || attempt === mostAttempts) throw error;
      await pause(firstPauseMs * 2 ** (attempt - 1), options.signal);
    }
  }
  await requireRightFile(download);
  await rename(partOf(download), download.path).catch((error: unknown) => {
    throw cannotWrite(download, error);
  });
}

const partOf = ({ path }: Download) => `${path}.part`;

/** Everything after what is there, or everything. Should the server's file have changed since, the SHA-256 tells. */
async function fetchRest(
  download: Download,
  { signal, onProgress, stallMs = 30_000 }: DownloadOptions,
): Promise<void> {
  const have = sizeOf(partOf(download));
  if (download.sizeBytes !== null && have === download.sizeBytes) return;

  const stall = new Stall(stallMs, signal);
  try {
    const headers: Record<string, string> = have > 0 ? { range: `bytes=${have}-` } : {};
    const response = await fetch(download.url, { headers, signal: stall.signal });
    const continues = response.status === 206 && startOf(response) === have;
    if (!response.ok || (response.status === 206 && !continues)) {
      if (response.status === rangeIsGone) await discard(download);
      throw failedAnswer(download, response.status);
    }
    const startAt = continues ? have : 0;
    const length = Number(response.headers.get('content-length') ?? Number.NaN);
    const totalBytes = download.sizeBytes ?? (Number.isFinite(length) ? startAt + length : null);
    await appendBody(response, download, startAt, (doneBytes) => {
      stall.move();
      if (totalBytes !== null && doneBytes > totalBytes) throw tooLong(download, totalBytes, doneBytes);
      onProgress?.({ doneBytes, totalBytes });
    });
    const got = sizeOf(partOf(download));
    if (totalBytes !== null && got < totalBytes) {
      throw failed(download, `the connection ended after ${got} of ${totalBytes} bytes`);
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (isStudioError(error)) {
      if (error.tag === 'HashMismatch') await discard(download);
      throw error;
    }
    throw stall.isOver
      ? failed(download, `nothing came for ${stallMs / 1000} s`)
      : failed(download, reasonOf(error), error);
  } finally {
    stall.end();
  }
}

async function appendBody(
  response: Response,
  download: Download,
  startAt: number,
  arrived: (doneBytes: number) => void,
): Promise<void> {
  const file = await open(partOf(download), startAt > 0 ? 'a' : 'w').catch((error: unknown) => {
    throw cannotWrite(download, error);
  });
  try {
    let done = startAt;
    for await (const chunk of response.body ?? []) {
      await file.appendFile(chunk as Uint8Array).catch((error: unknown) => {
        throw cannotWrite(download, error);
      });
      done += (chunk as Uint8Array).length;
      arrived(done);
    }
  } finally {
    await file.close();
  }
}

/** @throws HashMismatch, after deleting what was fetched */
async function requireRightFile(download: Download): Promise<void> {
  const part = partOf(download);
  const { sha256: found, sizeBytes: size } = await digestFile(part);
  if (found === download.sha256) return;
  await discard(download);
  throw new StudioError(
    'HashMismatch',
    `${download.url}: expected SHA-256 ${download.sha256}, found ${found} (${size} bytes); nothing was kept`,
    { file: download.path, url: download.url, expected: download.sha256, found, sizeBytes: size },
  );
}

/** @throws InvalidOption */
function requireSafeUrl(url: string): void {
  const { protocol, hostname } = new URL(url);
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  if (protocol === 'https:' || (protocol === 'http:' && isHere)) return;
  throw new StudioError('InvalidOption', `${url}: models are fetched over https only`, {
    option: 'url',
    expected: 'https',
    found: protocol.replace(':', ''),
  });
}

/** A clock that aborts when nothing has moved for a while. */
class Stall {
  readonly signal: AbortSignal;
  isOver = false;
  readonly #controller = new AbortController();
  readonly #ms: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(ms: number, outer: AbortSignal | undefined) {
    this.#ms = ms;
    this.signal = outer ? AbortSignal.any([outer, this.#controller.signal]) : this.#controller.signal;
    this.move();
  }

  move(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.isOver = true;
      this.#controller.abort();
    }, this.#ms);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/** Where the bytes of a partial answer begin; −1 where it does not say. */
function startOf(response: Response): number {
  const match = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '');
  return match ? Number(match[1]) : -1;
}

/** A server's refusal is final, but for the answers that say "later" and a range that is not there any more. */
function failedAnswer(download: Download, status: number): StudioError {
  const isFinal = status >= 400 && status < 500 && ![408, rangeIsGone, 425, 429].includes(status);
  const { url, path: file } = download;
  return new StudioError('DownloadFailed', `${url}: the server answered ${status}`, {
    url,
    file,
    status,
    isFinal,
  });
}

function tooLong(download: Download, expected: number, found: number): StudioError {
  const { url, path: file } = download;
  const message = `${url}: expected ${expected} bytes, found ${found} and more; the file on the server is another one`;
  return new StudioError('HashMismatch', message, { url, file, expected, found });
}

function failed(download: Download, reason: string, cause?: unknown): StudioError {
  const { url, path: file } = download;
  return new StudioError('DownloadFailed', `${url}: ${reason}`, { url, file, found: reason }, cause);
}

function cannotWrite({ path: file }: Download, error: unknown): StudioError {
  const found = reasonOf(error);
  return new StudioError('CannotWrite', `${file}: cannot be written: ${found}`, { file, found }, error);
}

/** `fetch failed` alone says nothing: its cause does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function discard(download: Download): Promise<void> {
  return rm(partOf(download), { force: true });
}

/** 0 where there is no such file. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}

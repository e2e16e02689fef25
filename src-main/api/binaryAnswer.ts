import type { Context } from 'hono';

export interface BinaryAnswer {
  readonly mediaType: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Answers bytes with a strong ETag, or 304 when the asker has them; then nothing is loaded. The copy may be kept but
 * must be asked about before use, since the same address means other content in another project.
 *
 * @param tag names the content: equal tag, equal bytes.
 */
export async function binaryAnswer(
  c: Context,
  tag: string,
  load: () => Promise<BinaryAnswer>,
): Promise<Response> {
  const etag = `"${tag}"`;
  const caching = { etag, 'cache-control': 'private, no-cache' };
  const known = (c.req.header('if-none-match') ?? '').split(',').map((part) => part.trim());
  if (known.includes(etag)) return new Response(null, { status: 304, headers: caching });
  const { mediaType, headers, bytes } = await load();
  return new Response(bytes, {
    headers: {
      ...caching,
      ...headers,
      'content-type': mediaType,
      'content-length': String(bytes.byteLength),
    },
  });
}

/** A file to be saved by the browser. The name may hold any characters. */
export function downloadHeaders(name: string): Record<string, string> {
  const plain = name.replace(/[^\w.-]/g, '_');
  return {
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  };
}

import { ShopError } from '@trastienda/contract';

function tooLarge(maxBytes: number): ShopError {
  return new ShopError('REQUEST_TOO_LARGE', { details: { maxBytes } });
}

/**
 * Refuses a body that declares to be larger, before any of it is read.
 *
 * @throws {ShopError} REQUEST_TOO_LARGE
 */
export function requireDeclaredLength({ headers }: Request, maxBytes: number): void {
  if (headers.has('transfer-encoding')) return;
  if (Number(headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
}

/** Reads a stream to its end; stops as soon as it is longer than allowed. */
async function readStream(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
): Promise<Buffer<ArrayBuffer>> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    size += value.byteLength;
    // The stream is not canceled: that would close the connection before the answer is sent.
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(value);
  }
}

/**
 * Reads a body of at most `maxBytes`. A declared length is believed, because the HTTP parser holds
 * the client to it; a body without one is counted as it comes.
 *
 * @throws {ShopError} REQUEST_TOO_LARGE; REQUEST_CANCELLED when the client has gone away;
 *   REQUEST_MALFORMED when the body cannot be read.
 */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer<ArrayBuffer>> {
  requireDeclaredLength(request, maxBytes);
  try {
    if (!request.headers.has('transfer-encoding')) return Buffer.from(await request.arrayBuffer());
    return request.body === null ? Buffer.alloc(0) : await readStream(request.body, maxBytes);
  } catch (cause) {
    if (cause instanceof ShopError) throw cause;
    const reason = request.signal.aborted ? 'REQUEST_CANCELLED' : 'REQUEST_MALFORMED';
    throw new ShopError(reason, { cause });
  }
}

/**
 * The text of a body; other bytes than UTF-8 would be replaced silently by a looser reading.
 *
 * @throws {ShopError} REQUEST_MALFORMED
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ShopError('REQUEST_MALFORMED', { message: 'The body is not UTF-8.', cause });
  }
}

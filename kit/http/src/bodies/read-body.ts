import { BaseError, isAppError } from '@trastienda/base';

function tooLarge(maxBytes: number): BaseError {
  return new BaseError('REQUEST_TOO_LARGE', { details: { limit: 'body-bytes', max: maxBytes } });
}

/**
 * Rejects a body by its declared length, before reading it.
 *
 * @throws {BaseError} REQUEST_TOO_LARGE when the declared length exceeds the limit.
 */
export function requireDeclaredLength({ headers }: Request, maxBytes: number): void {
  if (headers.has('transfer-encoding')) return;
  if (Number(headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
}

function concat(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

/** Reads a stream; stops when it exceeds the limit. */
async function readStream(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concat(chunks, size);
    size += value.byteLength;
    // Canceling the stream would close the connection before the response is sent.
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(value);
  }
}

/**
 * Reads a body of at most `maxBytes`. A declared length is trusted, because the HTTP parser
 * enforces it; a body without one is counted.
 *
 * @throws {BaseError} REQUEST_TOO_LARGE when it exceeds the limit.
 * @throws {BaseError} REQUEST_CANCELLED when the client has disconnected.
 * @throws {BaseError} REQUEST_MALFORMED when the body cannot be read.
 */
export async function readBody(
  request: Request,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  requireDeclaredLength(request, maxBytes);
  try {
    if (!request.headers.has('transfer-encoding')) {
      return new Uint8Array(await request.arrayBuffer());
    }
    return request.body === null ? new Uint8Array() : await readStream(request.body, maxBytes);
  } catch (cause) {
    if (isAppError(cause)) throw cause;
    const reason = request.signal.aborted ? 'REQUEST_CANCELLED' : 'REQUEST_MALFORMED';
    throw new BaseError(reason, { cause });
  }
}

/**
 * Decodes a body as UTF-8. A lenient decoder would silently replace invalid bytes.
 *
 * @throws {BaseError} REQUEST_MALFORMED when it is not UTF-8.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new BaseError('REQUEST_MALFORMED', { message: 'The body is not UTF-8.', cause });
  }
}

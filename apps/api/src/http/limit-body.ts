/** Reads a stream to its end; null as soon as it is longer than allowed. */
async function readBounded(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    size += value.byteLength;
    if (size > maxBytes) return null;
    chunks.push(value);
  }
}

/**
 * The request itself if its body has at most `maxBytes`, else null. A declared length is believed
 * (the HTTP parser holds the client to it) and the body is left unread; a chunked body is read and
 * counted here, because nobody knows its length before. Rejects when the client goes away.
 */
export async function limitBody(request: Request, maxBytes: number): Promise<Request | null> {
  if (!request.headers.has('transfer-encoding')) {
    const length = Number(request.headers.get('content-length') ?? 0);
    return length <= maxBytes ? request : null;
  }
  if (request.body === null) return request;
  const body = await readBounded(request.body, maxBytes);
  if (body === null) return null;
  return new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body,
    signal: request.signal,
  });
}

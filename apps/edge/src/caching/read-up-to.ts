type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** Returns a stream of the parts that have been read, and then of the rest. */
function resume(parts: Uint8Array[], reader: Reader): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const part = parts.shift() ?? (await reader.read()).value;
      if (part === undefined) controller.close();
      else controller.enqueue(part);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function join(parts: readonly Uint8Array[], size: number): ArrayBuffer {
  const joined = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.byteLength;
  }
  return joined.buffer;
}

/** Reads a body of at most `limit` bytes; a longer one comes back as a stream of all of it. */
export async function readUpTo(
  body: ReadableStream<Uint8Array>,
  limit: number,
): Promise<ArrayBuffer | ReadableStream<Uint8Array>> {
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  while (size <= limit) {
    const { value } = await reader.read();
    if (value === undefined) return join(parts, size);
    parts.push(value);
    size += value.byteLength;
  }
  return resume(parts, reader);
}

/** Bytes of the signature, before the first chunk. */
const SIGNATURE_BYTES = 8;
/** Bytes of a chunk beside its data: length, type and checksum. */
const FRAME_BYTES = 12;

/** Chunks with texts of programs, which are left out of stored images anyway. */
const TEXT_CHUNKS = new Set(['tEXt', 'zTXt', 'iTXt']);

/**
 * Returns a PNG without its chunks of text. They may be compressed: a file of two megabytes can hold texts of
 * gigabytes, which decoders unpack before they look at a pixel, and no limit of pixels applies to.
 */
export function withoutPngText(png: Uint8Array): Uint8Array {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const kept = new Uint8Array(png.length);
  let size = 0;
  let from = 0;
  let at = SIGNATURE_BYTES;
  const keepUntil = (end: number) => {
    kept.set(png.subarray(from, end), size);
    size += end - from;
  };
  while (at + FRAME_BYTES <= png.length) {
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    const end = at + FRAME_BYTES + view.getUint32(at);
    // A decoder finds the end of the file missing by itself.
    if (end > png.length) break;
    if (TEXT_CHUNKS.has(type)) {
      keepUntil(at);
      from = end;
    }
    at = end;
  }
  if (from === 0) return png;
  keepUntil(png.length);
  return kept.subarray(0, size);
}

/** Formats of images that the shop accepts. */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Brands of ISO media files (ISO 14496-12) that hold AV1 images; HEIC has others. */
const AVIF_BRANDS = new Set(['avif', 'avis']);

/** More brands than any encoder writes. */
const MAX_BRANDS_BYTES = 256;

/** Reads bytes as ASCII. */
function textAt(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

/** Returns whether a file type box names an AVIF brand, as its major brand or among the compatible ones. */
function isAvif(bytes: Uint8Array): boolean {
  if (bytes.length < 16 || textAt(bytes, 4, 8) !== 'ftyp') return false;
  const { buffer, byteOffset, byteLength } = bytes;
  const size = new DataView(buffer, byteOffset, byteLength).getUint32(0);
  const end = Math.min(size, bytes.length, MAX_BRANDS_BYTES);
  const brands = [textAt(bytes, 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(textAt(bytes, at, at + 4));
  return brands.some((brand) => AVIF_BRANDS.has(brand));
}

/**
 * Returns the format that the first bytes of a file have; null for every other one. No name and no
 * stated media type counts, and no decoder runs for a file that is none of these.
 */
export function sniffFormat(bytes: Uint8Array): ImageFormat | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (PNG.every((byte, index) => bytes[index] === byte)) return 'png';
  const head = textAt(bytes, 0, 12);
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'webp';
  return isAvif(bytes) ? 'avif' : null;
}

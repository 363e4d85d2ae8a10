import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { crc32 } from './crc32.ts';

/** Words of metadata that must not be in a stored file. */
export const SECRETS = ['Secret Camera', 'Secret Copyright'];

/** A picture whose top left quarter is red, its top right quarter green, its bottom left blue. */
export function quarters(width: number, height: number) {
  const part = (background: string, left: number, top: number) => ({
    input: {
      create: { width: width / 2, height: height / 2, channels: 3 as const, background },
    },
    left,
    top,
  });
  return sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
    .composite([
      part('#ff0000', 0, 0),
      part('#00ff00', width / 2, 0),
      part('#0000ff', 0, height / 2),
    ])
    .removeAlpha();
}

/** A JPEG of a phone: it lies on its side, and says where it was taken. */
export function phoneJpeg(width = 400, height = 200): Promise<Buffer> {
  const exif = {
    IFD0: { Make: 'Secret Camera', Copyright: 'Secret Copyright' },
    IFD3: {
      ...{ GPSLatitudeRef: 'N', GPSLatitude: '40/1 25/1 0/1' },
      ...{ GPSLongitudeRef: 'W', GPSLongitude: '3/1 42/1 0/1' },
    },
  };
  // Turn it by 90 degrees clockwise to view it.
  const metadata = { exif, orientation: 6 };
  return quarters(width, height).jpeg({ quality: 95 }).withMetadata(metadata).toBuffer();
}

/** Builds a chunk of a PNG. */
export function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

/** A small file that says it has a billion pixels. */
export function bombPng(width = 30_000, height = 30_000): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** An animation of three frames, the first of which is red. */
export async function animatedGif(): Promise<Buffer> {
  const frame = (background: string) =>
    sharp({ create: { width: 40, height: 30, channels: 3, background } })
      .png()
      .toBuffer();
  const frames = await Promise.all(['#ff0000', '#00ff00', '#0000ff'].map(frame));
  return sharp(frames, { join: { animated: true } })
    .gif({ delay: [100, 100, 100] })
    .toBuffer();
}

/** An SVG with a script. */
export const scriptSvg = (): Buffer =>
  Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
  );

/** Returns the color of a pixel, each channel rounded to 0 or 255. */
export async function colorAt(bytes: Uint8Array, left: number, top: number): Promise<string> {
  const raw = await sharp(bytes)
    .extract({ left, top, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer();
  return [...raw.subarray(0, 3)].map((channel) => (channel > 127 ? 'f' : '0')).join('');
}

import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { pngChunk, quarters } from '../testing/test-images.ts';
import { loadSharp } from './load-sharp.ts';
import { withoutPngText } from './png-text.ts';
import { createImageProcessor } from './process-image.ts';

const TEXT = Buffer.from('Title\0');
const texts = [
  pngChunk('tEXt', Buffer.concat([TEXT, Buffer.from('plain')])),
  // A keyword, a method of compression, and a text.
  pngChunk('zTXt', Buffer.concat([TEXT, Buffer.from([0]), deflateSync(Buffer.alloc(1_000_000))])),
  pngChunk('iTXt', Buffer.concat([TEXT, Buffer.from('\0\0\0\0international')])),
];

/** Puts chunks behind the header of a PNG. */
const insert = (png: Buffer, chunks: readonly Buffer[]) =>
  Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);

describe('The texts of a PNG', () => {
  test('are removed, and the rest stays as it is', async () => {
    const plain = await quarters(40, 40).png().toBuffer();
    expect(Buffer.from(withoutPngText(insert(plain, texts))).equals(plain)).toBe(true);
    expect(withoutPngText(plain)).toBe(plain);
    const late = Buffer.concat([plain.subarray(0, -12), ...texts, plain.subarray(-12)]);
    expect(Buffer.from(withoutPngText(late)).equals(plain)).toBe(true);
  });

  test('reach no decoder, which would unpack them', async () => {
    const seen: Uint8Array[] = [];
    const real = await loadSharp();
    const watched = new Proxy(real, {
      apply(target, self, [bytes, options]) {
        seen.push(bytes);
        return Reflect.apply(target, self, [bytes, options]);
      },
    });
    const limits = { maxBytes: 1_000_000, maxPixels: 1_000_000 };
    const processor = createImageProcessor(limits, async () => watched);
    const upload = insert(await quarters(40, 40).png().toBuffer(), texts);
    expect((await sharp(upload).metadata()).comments).toHaveLength(3);
    await processor.process(upload);
    expect(seen.length).toBeGreaterThan(1);
    for (const bytes of seen) expect((await sharp(bytes).metadata()).comments).toBeUndefined();
  });
});

test.each([
  ['ends within a chunk', (png: Buffer) => png.subarray(0, 40)],
  ['ends within its signature', (png: Buffer) => png.subarray(0, 5)],
  [
    'has a chunk that is longer than the file',
    (png: Buffer) => {
      const broken = Buffer.from(png);
      broken.writeUInt32BE(0xff_ff_ff_ff, 8);
      return broken;
    },
  ],
])('A PNG that %s is left to the decoder', async (_, damage) => {
  const broken = damage(await quarters(40, 40).png().toBuffer());
  expect(withoutPngText(broken)).toBe(broken);
});

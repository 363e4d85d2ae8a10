import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import {
  animatedGif,
  bombPng,
  colorAt,
  phoneJpeg,
  quarters,
  SECRETS,
  scriptSvg,
} from '../testing/test-images.ts';
import { createImageProcessor, type ProcessedImage } from './process-image.ts';

const LIMITS = { maxBytes: 10_000_000, maxPixels: 50_000_000 };
const processor = createImageProcessor(LIMITS);

const namesOf = ({ files }: ProcessedImage) => files.map(({ name }) => name);
const fileOf = ({ files }: ProcessedImage, name: string): Uint8Array => {
  const file = files.find((each) => each.name === name);
  if (file === undefined) throw new Error(`There is no ${name}.`);
  return file.bytes;
};
const problem = (name: string, max?: number) => ({
  reason: 'MEDIA_FILE_INVALID',
  details: max === undefined ? { problem: name } : { problem: name, max },
});

describe('an image', () => {
  test('of a phone stands upright, and says nothing of the place and the camera', async () => {
    const upload = await phoneJpeg();
    for (const secret of SECRETS) expect(upload.includes(secret)).toBe(true);
    const image = await processor.process(upload);
    expect(image.facts).toEqual({
      ...{ width: 200, height: 400, widths: [200], contentType: 'image/jpeg' },
    });
    for (const { bytes, name } of image.files) {
      const { exif, icc, xmp, iptc, orientation, width, height } = await sharp(bytes).metadata();
      expect({ name, exif, icc, xmp, iptc, orientation, width, height }).toEqual({
        ...{ name, width: 200, height: 400 },
      });
      for (const secret of SECRETS) expect(Buffer.from(bytes).includes(secret)).toBe(false);
      // What was at the top left is at the top right now.
      expect(await colorAt(bytes, 150, 50)).toBe('f00');
      expect(await colorAt(bytes, 50, 50)).toBe('00f');
    }
  });

  test('has versions below its width, and never larger ones', async () => {
    const image = await processor.process(await quarters(1000, 500).png().toBuffer());
    expect(image.facts).toMatchObject({ width: 1000, height: 500, widths: [320, 640, 960, 1000] });
    expect(namesOf(image)).toEqual(
      [320, 640, 960, 1000].flatMap((width) => [`${width}.webp`, `${width}.png`]),
    );
    const { width, height, format } = await sharp(fileOf(image, '640.webp')).metadata();
    expect({ width, height, format }).toEqual({ width: 640, height: 320, format: 'webp' });
  });

  test('has no version that is wider than the largest', async () => {
    const image = await processor.process(await quarters(2400, 1200).jpeg().toBuffer());
    expect(image.facts).toMatchObject({ width: 1600, height: 800, widths: [320, 640, 960, 1600] });
  });

  test.each(['webp', 'avif'] as const)('in %s is a JPEG for other programs', async (format) => {
    const image = await processor.process(await quarters(100, 100).toFormat(format).toBuffer());
    expect(namesOf(image)).toEqual(['100.webp', '100.jpg']);
    expect(image.facts.contentType).toBe('image/jpeg');
  });

  test('that is transparent stays so', async () => {
    const background = { r: 0, g: 0, b: 0, alpha: 0 };
    const blank = sharp({ create: { width: 50, height: 50, channels: 4, background } });
    const image = await processor.process(await blank.webp().toBuffer());
    expect(namesOf(image)).toEqual(['50.webp', '50.png']);
    for (const { bytes } of image.files) {
      expect((await sharp(bytes).stats()).isOpaque).toBe(false);
    }
  });

  test('that moves is its first frame', async () => {
    const image = await processor.process(await animatedGif());
    expect(image.facts).toEqual({ width: 40, height: 30, widths: [40], contentType: 'image/png' });
    for (const { bytes } of image.files) {
      expect((await sharp(bytes).metadata()).pages ?? 1).toBe(1);
      expect(await colorAt(bytes, 20, 15)).toBe('f00');
    }
  });

  test('that is also a program is nothing but an image afterwards', async () => {
    const program = '<script>fetch("/trpc/account.delete")</script>';
    const jpeg = await quarters(64, 64).jpeg().toBuffer();
    const image = await processor.process(
      Buffer.concat([jpeg, Buffer.from(`\n${program}\nPK\x03\x04`)]),
    );
    for (const { bytes } of image.files) {
      expect(Buffer.from(bytes).includes('<script>')).toBe(false);
    }
  });
});

describe('a file is rejected', () => {
  test('when it is empty', async () => {
    await expect(processor.process(new Uint8Array())).rejects.toMatchObject(problem('empty'));
  });

  test('when it is an SVG, whatever its name is', async () => {
    await expect(processor.process(scriptSvg())).rejects.toMatchObject(problem('format'));
  });

  test.each([
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    ['a HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['a TIFF', Buffer.from('II*\0\x08\0\0\0', 'latin1')],
    ['a BMP', Buffer.from('BM\0\0\0\0', 'latin1')],
  ])('when it is %s', async (_, bytes) => {
    await expect(processor.process(bytes)).rejects.toMatchObject(problem('format'));
  });

  test('when it is an SVG behind the first bytes of a PNG', async () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const forged = Buffer.concat([png, scriptSvg()]);
    await expect(processor.process(forged)).rejects.toMatchObject(problem('damaged'));
  });

  test('when it has too many pixels, before any of them is decoded', async () => {
    const bomb = bombPng();
    expect(bomb.length).toBeLessThan(2000);
    await expect(processor.process(bomb)).rejects.toMatchObject(
      problem('pixels', LIMITS.maxPixels),
    );
  });

  test('when it is too wide or too high for its versions', async () => {
    await expect(processor.process(bombPng(20_000, 10))).rejects.toMatchObject(
      problem('side', 16_383),
    );
  });

  test('when it has too many bytes', async () => {
    const strict = createImageProcessor({ ...LIMITS, maxBytes: 100 });
    const upload = await phoneJpeg();
    await expect(strict.process(upload)).rejects.toMatchObject(problem('bytes', 100));
  });

  test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)(
    'when it is half of a %s',
    async (format) => {
      const noise = { type: 'gaussian' as const, mean: 128, sigma: 30 };
      const whole = await sharp({
        create: { width: 96, height: 96, channels: 3, background: '#000000', noise },
      })
        .toFormat(format)
        .toBuffer();
      await expect(processor.process(whole)).resolves.toBeDefined();
      const half = whole.subarray(0, whole.length / 2);
      await expect(processor.process(half)).rejects.toMatchObject(problem('damaged'));
    },
  );
});

test('A server without sharp says so', async () => {
  const lacking = createImageProcessor(LIMITS, async () => {
    throw new Error('Could not load the "sharp" module');
  });
  await expect(lacking.process(await phoneJpeg())).rejects.toMatchObject({
    reason: 'MEDIA_PROCESSING_UNAVAILABLE',
  });
});

test('A canceled upload ends before the next version', async () => {
  const controller = new AbortController();
  controller.abort();
  const upload = await quarters(400, 400).png().toBuffer();
  await expect(processor.process(upload, controller.signal)).rejects.toMatchObject({
    reason: 'REQUEST_CANCELLED',
  });
});

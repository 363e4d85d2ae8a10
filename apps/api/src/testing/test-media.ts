import type { MediaConfig } from '../config/env.ts';

/** Settings of images in a folder, which is created with the first upload. */
export const testMedia = (dir: string): MediaConfig => ({
  storage: { kind: 'disk', dir },
  publicUrl: null,
  limits: { maxBytes: 5 * 1024 * 1024, maxPixels: 50_000_000 },
});

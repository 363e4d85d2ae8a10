import type Sharp from 'sharp';

export type SharpModule = typeof Sharp;

/** The decoders of the accepted formats; libvips has two dozen others. */
const LOADERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map(
  (format) => `VipsForeignLoad${format}Buffer`,
);

let loading: Promise<SharpModule> | undefined;

async function load(): Promise<SharpModule> {
  const { default: sharp } = await import('sharp');
  // What no upload may reach: SVG, PDF, TIFF, ImageMagick and the rest.
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: LOADERS });
  // Files are never the same twice, and calls share the machine with the shop.
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
}

/**
 * Loads sharp, once. It brings a native library, which some platforms lack.
 *
 * @throws the failure of the import, at each call again.
 */
export function loadSharp(): Promise<SharpModule> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

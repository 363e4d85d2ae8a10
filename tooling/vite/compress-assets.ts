import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const compress = [
  {
    suffix: '.br',
    run: (bytes: Buffer) =>
      promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
  },
  { suffix: '.gz', run: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }) },
];

/** Smaller files fit into one network packet as they are. */
const MIN_BYTES = 1400;

const COMPRESSIBLE = /\.(?:css|js|json|mjs|svg|txt|webmanifest|xml)$/;

/** Writes the files of the browser's build in compressed form beside them, for servers that send these. */
export function compressAssets(): Plugin {
  return {
    name: 'trastienda:compress-assets',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    async writeBundle({ dir = '.' }) {
      const names = await readdir(dir, { recursive: true });
      await Promise.all(
        names
          .filter((name) => COMPRESSIBLE.test(name))
          .map(async (name) => {
            const file = join(dir, name);
            if ((await stat(file)).size < MIN_BYTES) return;
            const bytes = await readFile(file);
            await Promise.all(
              compress.map(async ({ suffix, run }) => writeFile(file + suffix, await run(bytes))),
            );
          }),
      );
    },
  };
}

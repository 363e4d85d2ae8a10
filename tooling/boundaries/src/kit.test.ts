import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { filesIn } from './files-in.ts';
import { importsOf, packageOf, sourceFiles } from './imports.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const KIT = join(ROOT, 'kit');

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));

const kitFolders = readdirSync(KIT)
  .map((name) => join(KIT, name))
  .filter((folder) => existsSync(`${folder}/package.json`));
const kitNames = kitFolders.map((folder) => manifestOf(folder).name);
/** The application that proves the kit to be enough. */
const NOTES = join(ROOT, 'examples/notes');
const notesFolders = readdirSync(NOTES)
  .map((name) => join(NOTES, name))
  .filter((folder) => existsSync(`${folder}/package.json`));
const folders = [...kitFolders, ...notesFolders];

/** Returns true for a package of this workspace that is outside of the kit and of the notes. */
const isOutside = (name: string) =>
  name.startsWith('@trastienda/') &&
  !name.startsWith('@trastienda/example-notes-') &&
  !kitNames.includes(name);

/** Tests and examples too: they are copied along with the kit. */
function programsOf(folder: string): { path: string; text: string }[] {
  return filesIn(folder)
    .filter((path) => /\.[cm]?[jt]sx?$/.test(path))
    .map((path) => ({
      path: join(folder, path),
      text: readFileSync(join(folder, path), 'utf8'),
    }));
}

/** Returns the imports of a file that leave the kit for `packages` or `apps`, by name or by path. */
function strayImports({ path, text }: { path: string; text: string }): string[] {
  return importsOf(text)
    .map(({ specifier }) => specifier)
    .filter((specifier) => {
      if (!specifier.startsWith('.')) return isOutside(packageOf(specifier));
      const target = relative(ROOT, join(path, '..', specifier)).split(sep);
      return target[0] === 'packages' || target[0] === 'apps';
    });
}

/** A database has a catalog and products of numbers: there only the exported names count. */
const WITH_OTHER_MEANINGS: readonly string[] = ['kit/embedded-mongo'];

const SHOP_WORDS =
  /^(shop|cart|checkout|product|catalog|sku|stock|refund|buyer|guest|customer|discount|shipping|payment|price|pricing|fulfillment|storefront)s?$/;

/** Returns the words of the identifiers and texts of a program that belong to a shop. */
function shopWordsOf(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '');
  const words = code.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  return [...new Set(words.map((word) => word.toLowerCase()))].filter((word) =>
    SHOP_WORDS.test(word),
  );
}

describe.each(folders.map((folder) => relative(ROOT, folder).replaceAll(sep, '/')))(
  '%s',
  (folder) => {
    test('imports nothing of packages and apps', () => {
      const stray = programsOf(join(ROOT, folder)).flatMap((program) =>
        strayImports(program).map((specifier) => `${program.path} imports ${specifier}`),
      );
      expect(stray).toEqual([]);
    });

    test('depends on no package of the workspace outside of the kit', () => {
      const { dependencies, peerDependencies, devDependencies } = manifestOf(join(ROOT, folder));
      const all = Object.keys({ ...dependencies, ...peerDependencies, ...devDependencies });
      expect(all.filter(isOutside)).toEqual([]);
    });

    test('has no word of a shop in its names, headers and variables', () => {
      const found = sourceFiles(join(ROOT, folder, 'src'))
        .filter(({ path }) => path === 'index.ts' || !WITH_OTHER_MEANINGS.includes(folder))
        .flatMap(({ path, text }) => shopWordsOf(text).map((word) => `${path}: ${word}`));
      expect(found).toEqual([]);
    });
  },
);

describe('checking the kit', () => {
  test('finds imports that leave it, by name and by path', () => {
    const text = [
      `import { ERRORS } from '@trastienda/shop-contract';`,
      `import { AppError } from '@trastienda/base';`,
      `import { z } from 'zod';`,
      `import { orders } from '../../../packages/db/src/orders.ts';`,
      `export { near } from './near.ts';`,
    ].join('\n');
    expect(strayImports({ path: join(KIT, 'base', 'src', 'a.ts'), text })).toEqual([
      '@trastienda/shop-contract',
      '../../../packages/db/src/orders.ts',
    ]);
  });

  test('finds words of a shop in identifiers, reasons and headers, not in comments', () => {
    expect(shopWordsOf(`throw new ShopError('CART_EMPTY');`)).toEqual(['shop', 'cart']);
    expect(shopWordsOf(`headers.get('x-guest-token')`)).toEqual(['guest']);
    expect(shopWordsOf(`const cartesian = sortOrder; // of products`)).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import { rewritePage, rewriteSource } from './rewrite-source.ts';

const names = new Map([['@trastienda/shop', '@my-app/shop']]);

test('Packages that come along get their new name, and those that begin like them stay', () => {
  const text =
    "import '@trastienda/shop';\nimport '@trastienda/shop/x';\nimport '@trastienda/shops';";
  expect(rewriteSource('apps/api/a.ts', text, { names, condition: null })).toBe(
    "import '@my-app/shop';\nimport '@my-app/shop/x';\nimport '@trastienda/shops';",
  );
});

test('The condition of sources gets its new name, or is no longer set', () => {
  const script = 'tsx --conditions=@trastienda/source main.ts';
  const list = "['tsx', '--conditions=@trastienda/source', 'main.ts']";
  const own = { names, condition: '@my-app/source' };
  expect(rewriteSource('a.ts', script, own)).toBe('tsx --conditions=@my-app/source main.ts');
  expect(rewriteSource('a.ts', script, { names, condition: null })).toBe('tsx main.ts');
  expect(rewriteSource('a.ts', list, { names, condition: null })).toBe("['tsx', 'main.ts']");
});

test('Presets become settings in the root, as deep as the file is in the project', () => {
  const rewrite = (path: string, text: string) =>
    rewriteSource(path, text, { names, condition: null });
  expect(rewrite('apps/api/tsconfig.json', '"../../../tooling/tsconfig/base.json"')).toBe(
    '"../../tsconfig.json"',
  );
  expect(rewrite('examples/vitest.config.ts', "'../tooling/vitest/base.ts'")).toBe(
    "'../vitest.base.ts'",
  );
});

test('Links of a page lead to files of the project or to the registry', () => {
  const files = new Set(['docs/API.md', 'packages/shop/src/a.ts']);
  const rewrite = (text: string) => rewritePage('docs/PAGE.md', text, files);
  expect(rewrite('[API](API.md#errors), [shop](../packages/shop), [x](https://x.example)')).toBe(
    '[API](API.md#errors), [shop](../packages/shop), [x](https://x.example)',
  );
  expect(rewrite('See [auth](../kit/auth/README.md).')).toBe(
    'See [auth](https://www.npmjs.com/package/@trastienda/auth).',
  );
  expect(rewrite('See [the kit](KIT.md).')).toBe('See the kit.');
});

test('Rows of tables about what did not come along are left out', () => {
  const files = new Set(['docs/API.md', 'packages/shop/src/a.ts']);
  const table = [
    '| `packages/shop` | use cases |',
    '| `packages/create` | projects |',
    '| [API](API.md) | calls |',
    '| [Kit](KIT.md) | parts |',
  ];
  expect(rewritePage('docs/PAGE.md', table.join('\n'), files)).toBe(
    [table[0], table[2]].join('\n'),
  );
});

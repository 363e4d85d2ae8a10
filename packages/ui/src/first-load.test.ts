import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** Returns the packages that a file loads, itself or by the files of this folder that it imports. */
function packagesOf(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return new Set();
  seen.add(file);
  const code = read(`./${file}`).replace(/^import type [^;]*;/gm, '');
  const specifiers = [...code.matchAll(/(?:from|import) '([^']+)';/g)].map(
    (match) => match[1] ?? '',
  );
  return new Set(
    specifiers.flatMap((specifier) =>
      specifier.startsWith('./') ? [...packagesOf(specifier.slice(2), seen)] : [specifier],
    ),
  );
}

test('The README lists exactly the components that load React and clsx alone', () => {
  const listed = /<!-- first load -->([\s\S]*?)<!-- end -->/.exec(read('../README.md'))?.[1] ?? '';
  const light = readdirSync(new URL('.', import.meta.url))
    .filter((file) => /^[a-z-]+\.tsx$/.test(file))
    .filter((file) => [...packagesOf(file)].every((name) => name === 'react' || name === 'clsx'))
    .map((file) => file.replace('.tsx', ''));
  const names = [...listed.matchAll(/`([a-z-]+)`/g)].map((match) => match[1] ?? '');
  expect(names.toSorted()).toEqual(light.toSorted());
  expect(names).toEqual(expect.arrayContaining(['button', 'card', 'field', 'input', 'price']));
});

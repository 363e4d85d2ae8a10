import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { filesIn } from './files-in.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Every page of the repository, relative to its root. */
const pages = filesIn(ROOT).filter((path) => path.endsWith('.md') || path === 'llms.txt');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** Returns the links of a page to files, without those to other sites and to its own headings. */
function fileLinksOf(page: string): string[] {
  const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => !/^(#|[a-z]+:)/.test(link)).map((link) => link.split('#')[0] ?? '');
}

test('Links of pages lead to files that exist', () => {
  const broken = pages.flatMap((page) =>
    fileLinksOf(page)
      .filter((link) => !existsSync(join(ROOT, dirname(page), decodeURI(link))))
      .map((link) => `${page}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test('Scripts that pages name exist', () => {
  const scripts: Readonly<Record<string, string>> = JSON.parse(read('package.json')).scripts;
  /** Commands of pnpm itself. */
  const ofPnpm = ['install', 'exec', 'changeset'];
  const unknown = pages.flatMap((page) =>
    [...read(page).matchAll(/`(?:npx -y )?pnpm(?:@[\d.]+)? ([a-z][\w:-]*)/g)]
      .map(([, script = '']) => script)
      .filter((script) => !(script in scripts) && !ofPnpm.includes(script))
      .map((script) => `${page}: pnpm ${script}`),
  );
  expect(unknown).toEqual([]);
});

test('llms.txt links to every page of the docs and of the kit', () => {
  const linked = new Set(fileLinksOf('llms.txt'));
  const expected = pages.filter((page) =>
    /^(docs\/[A-Z]+\.md|kit\/[\w-]+\/README\.md|[A-Z]+\.md)$/.test(page),
  );
  expect(expected.filter((page) => !linked.has(page))).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { SHOP_ROOMS } from './room-rules/shop.ts';
import { RULES } from './rules.ts';

const PAGE = readFileSync(
  fileURLToPath(new URL('../../../docs/ARCHITECTURE.md', import.meta.url)),
  'utf8',
);

/** Returns the text below a heading, up to the next one of its level. */
function sectionOf(page: string, heading: string): string {
  const [, rest] = page.split(`\n## ${heading}\n`);
  if (rest === undefined) throw new Error(`There is no section ${heading}.`);
  return rest.split('\n## ')[0] ?? '';
}

/** Returns the names in the first column of the tables of a section. */
const rowsOf = (section: string) =>
  [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, name = '']) => name);

/** Returns the arrows of the drawing of a section, as pairs of names. */
function arrowsOf(section: string): [string, string][] {
  const [, drawing = ''] = /```mermaid\n([\s\S]*?)```/.exec(section) ?? [];
  const arrows = drawing.matchAll(/^ *([\w.-]+)(?:\["[^"]*"\])? --> ([\w.-]+)$/gm);
  return [...arrows].map(([, from = '', to = '']) => [from, to]);
}

/** Returns what the arrows reach from a name, without itself. */
function reachOf(arrows: readonly [string, string][], start: string): Set<string> {
  const reached = new Set<string>();
  const visit = (name: string) => {
    for (const [from, to] of arrows) {
      if (from !== name || reached.has(to)) continue;
      reached.add(to);
      visit(to);
    }
  };
  visit(start);
  return reached;
}

const shop = sectionOf(PAGE, 'Folders of packages/shop');
const { 'index.ts': _, ...drawn } = SHOP_ROOMS;

test.each(Object.entries(drawn))(
  'The arrows from %s in the drawing of packages/shop reach what it may import',
  (room, allowed) => {
    expect([...reachOf(arrowsOf(shop), room)].sort()).toEqual([...allowed].sort());
  },
);

test('The drawing of packages/shop has no folder without a rule', () => {
  const names = arrowsOf(shop).flat();
  expect(names.filter((name) => !(name in drawn))).toEqual([]);
});

test('The table of packages/shop has a row for each folder', () => {
  const folders = Object.keys(drawn).filter((room) => !room.endsWith('.ts'));
  expect(rowsOf(shop).sort()).toEqual(folders.sort());
});

test('The table of packages has a row for each package of the kit and of the shop', () => {
  const rows = rowsOf(sectionOf(PAGE, 'Packages'));
  expect(Object.keys(RULES).filter((folder) => !rows.includes(folder))).toEqual([]);
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createChanges } from './changes.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'changes-'));
  writeFileSync(join(root, 'list.ts'), 'export const LIST = [1];\n');
  writeFileSync(join(root, 'notes.md'), '# Notes\n');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

function plan() {
  const changes = createChanges(root);
  changes.create('deep/er/new.ts', 'export const NEW = 1;\n');
  changes.edit('list.ts', (file) => file.addStatements('export const MORE = 2;'));
  changes.editText('notes.md', (text) => `${text}\nMore.\n`);
  return changes;
}

test('Nothing is on disk until the changes are written', () => {
  const changes = plan();
  expect(readdirSync(root)).toEqual(['list.ts', 'notes.md']);
  expect(textOf('list.ts')).toBe('export const LIST = [1];\n');
  expect(changes.paths()).toEqual({
    created: ['deep/er/new.ts'],
    changed: ['list.ts', 'notes.md'],
  });
});

test('All files are written, and later edits see earlier ones', () => {
  const changes = plan();
  changes.edit('deep/er/new.ts', (file) => file.addStatements('export const NEWER = 2;'));
  changes.editText('notes.md', (text) => `${text}Most.\n`);
  changes.write();
  expect(textOf('deep/er/new.ts')).toBe('export const NEW = 1;\nexport const NEWER = 2;\n');
  expect(textOf('list.ts')).toBe('export const LIST = [1];\nexport const MORE = 2;\n');
  expect(textOf('notes.md')).toBe('# Notes\n\nMore.\nMost.\n');
});

test('A file that exists is not overwritten', () => {
  expect(() => createChanges(root).create('list.ts', '')).toThrow('list.ts exists already');
  const changes = plan();
  expect(() => changes.create('deep/er/new.ts', '')).toThrow('exists already');
});

test('When one file cannot be written, none is', () => {
  const changes = plan();
  changes.create('late.ts', 'export const LATE = 1;\n');
  // Another program has created it meanwhile.
  writeFileSync(join(root, 'late.ts'), 'theirs');
  expect(() => changes.write()).toThrow('EEXIST');
  expect(readdirSync(root).sort()).toEqual(['late.ts', 'list.ts', 'notes.md']);
  expect(textOf('late.ts')).toBe('theirs');
  expect(textOf('list.ts')).toBe('export const LIST = [1];\n');
  expect(textOf('notes.md')).toBe('# Notes\n');
});

test('A missing file is named', () => {
  expect(() => createChanges(root).read('src/router.ts')).toThrow('src/router.ts is missing');
});

import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { importsOf, sourceFiles, staticImportsOf } from './imports.ts';

const AUTH = fileURLToPath(new URL('../../../kit/auth/src/', import.meta.url));
const FOLDER = 'sessions/lucia/';

/** Returns the files of auth outside of Lucia's folder that import a specifier of the form. */
const importers = (form: RegExp, read = importsOf) =>
  sourceFiles(AUTH)
    .filter(({ path }) => !path.startsWith(FOLDER))
    .filter(({ text }) => read(text).some(({ specifier }) => form.test(specifier)))
    .map(({ path }) => path);

test('only one folder of auth imports Lucia', () => {
  expect(importers(/^lucia$/)).toEqual([]);
});

test('that folder is loaded only when its sessions are chosen', () => {
  const form = /(^|\/)lucia\//;
  expect(importers(form, staticImportsOf)).toEqual([]);
  expect(importers(form)).toEqual(['sessions/lucia-sessions.ts']);
});

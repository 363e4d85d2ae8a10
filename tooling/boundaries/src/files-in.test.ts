import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesIn } from './files-in.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'files-in-'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('The files of a folder are found at any depth, without what is installed, built or hidden', () => {
  for (const path of ['src/rooms', 'node_modules/other', 'dist', 'src/.cache']) {
    mkdirSync(join(root, path), { recursive: true });
    writeFileSync(join(root, path, 'file.ts'), '');
  }
  // A link as pnpm makes them: to a folder that another process may be changing.
  symlinkSync(join(root, 'src'), join(root, 'linked'));

  expect(filesIn(root).sort()).toEqual(['linked', 'src/rooms/file.ts']);
});

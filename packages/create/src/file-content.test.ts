import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readContent } from './file-content.ts';
import { useTemporaryFolder } from './testing/temporary-folder.ts';

const work = await useTemporaryFolder();

async function readAs(name: string, bytes: Buffer) {
  const path = join(work, name);
  await writeFile(path, bytes);
  return readContent(path);
}

test.each(['', 'Añadir\r\n', '\uFEFFmarked'])('%j is text', async (text) => {
  expect(await readAs('text', Buffer.from(text))).toBe(text);
});

test.each([
  ['the first bytes of a JPEG', [0xff, 0xd8, 0xff, 0xe0]],
  ['a font, whose bytes happen to be UTF-8', [0x77, 0x4f, 0x46, 0x32, 0, 1, 0, 0]],
])('Bytes stay as they are: %s', async (_title, bytes) => {
  expect(await readAs('bytes', Buffer.from(bytes))).toEqual(Buffer.from(bytes));
});

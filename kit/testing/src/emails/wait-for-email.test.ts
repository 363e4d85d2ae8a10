import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { waitForEmail, waitForLinkToken } from './wait-for-email.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'emails-'));
});
afterEach(() => rm(dir, { recursive: true }));

const QUOTED = 'Content-Transfer-Encoding: quoted-printable\r\n';

const write = (name: string, text: string) => writeFile(join(dir, `${name}.eml`), text);

test('An email is found when it is written, by its address and a pattern, and decoded', async () => {
  await write('other', 'To: eva@example.com\r\n\r\nHola');
  const found = waitForEmail(dir, 'ana@example.com', /Hola/);
  await write('one', 'To: ana@example.com\r\n\r\nAdi=C3=B3s');
  await write('two', `To: ana@example.com\r\n${QUOTED}\r\nHola, se=C3=B1ora de la ca=\r\nsa`);
  expect(await found).toContain('Hola, señora de la casa');
});

test('The token of a link is found across the lines of an email', async () => {
  await write(
    'one',
    `To: ana@example.com\r\n${QUOTED}\r\nhttp://localhost/verify-email#token=3Dabc=\r\n-def_1 .`,
  );
  expect(await waitForLinkToken(dir, 'ana@example.com')).toBe('abc-def_1');
});

test('A token in a part that is not encoded stays as it is, whatever it begins with', async () => {
  const plain = '--x\r\nContent-Transfer-Encoding: 8bit\r\n\r\nhttp://localhost/a#token=7E63k\r\n';
  const html = `--x\r\n${QUOTED}\r\n<a href=3D"http://localhost/a">Hola</a>\r\n--x--\r\n`;
  await write('one', `To: ana@example.com\r\n\r\n${plain}${html}`);
  expect(await waitForLinkToken(dir, 'ana@example.com')).toBe('7E63k');
});

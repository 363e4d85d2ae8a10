import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EmailMessage } from './mailer.ts';
import { createOutboxMailer, type OutboxMailer } from './outbox-mailer.ts';

const FROM = 'Ferretería Ana <tienda@ana.example>';

let parent: string;
let dir: string;
let outbox: OutboxMailer;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'outbox-test-'));
  dir = join(parent, 'outbox');
  outbox = createOutboxMailer({ dir, from: FROM });
});

afterEach(() => rm(parent, { recursive: true }));

function message(overrides: Partial<EmailMessage> = {}): EmailMessage {
  return {
    id: 'mail-1',
    to: { email: 'maria@correo.example', name: 'María López' },
    subject: 'Confirma tu dirección',
    text: 'Hola:\n\nhttps://ana.example/verify-email#token=abc-_\n\nFerretería Ana\nhttps://ana.example\n',
    html: '<p>Hola: <a href="https://ana.example">¡sí!</a></p>\n',
    ...overrides,
  };
}

describe('an email', () => {
  test('is a file that email programs open, readable by its owner only', async () => {
    await outbox.send(message());
    expect(await readdir(dir)).toEqual(['mail-1.eml']);
    const path = join(dir, 'mail-1.eml');
    expect((await stat(dir)).mode & 0o777).toBe(0o700);
    expect((await stat(path)).mode & 0o777).toBe(0o600);

    const source = await readFile(path, 'utf8');
    expect(source).toMatch(/^To: .*<maria@correo\.example>\r$/m);
    expect(source).toMatch(/^From: .*<tienda@ana\.example>\r$/m);
    expect(source).toMatch(/^Message-ID: <mail-1@ana\.example>\r$/m);
    expect(source).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(source).toMatch(/^Content-Type: multipart\/alternative;/m);
  });

  test('of ASCII is read as it was written, whatever its links contain', async () => {
    const links = ['https://ana.example/#note=01ab', 'https://ana.example/?a=3D&b=='];
    await outbox.send(message({ text: links.join('\n') }));
    expect(await outbox.read('mail-1')).toMatchObject({ links, text: links.join('\n') });
  });

  test('has its links in the file as they are, to be copied from there', async () => {
    const link = `https://ana.example/verify-email?next=%2F&lang=es#token=${'abc=-_'.repeat(30)}`;
    await outbox.send(message({ text: `¡Hola!\n\n${link}\n`, html: `<a href="${link}">¡sí!</a>` }));
    const source = await readFile(join(dir, 'mail-1.eml'), 'utf8');
    expect(source).toContain(`¡Hola!\r\n\r\n${link}\r\n`);
    expect(source).toContain(`<a href="${link}">¡sí!</a>`);
    expect(source.match(/^Content-Transfer-Encoding: .*$/gm)).toEqual([
      'Content-Transfer-Encoding: 8bit',
      'Content-Transfer-Encoding: 8bit',
    ]);
    expect(await outbox.read('mail-1')).toMatchObject({ links: [link] });
  });

  test('of a list and a conversation has the headers that mailboxes act on', async () => {
    const headers = {
      replyTo: { email: 'ana@ana.example', name: 'Ana Ñ' },
      threadId: 'message-1',
      unsubscribeUrl: 'https://ana.example/newsletter/unsubscribe/abc-_.def',
      isPersonal: true,
    };
    await outbox.send(message({ headers }));
    const source = (await readFile(join(dir, 'mail-1.eml'), 'utf8')).replaceAll('\r\n ', ' ');
    expect(source).toMatch(/^Reply-To: .*<ana@ana\.example>\r$/m);
    expect(source).toMatch(/^In-Reply-To: <thread\.message-1@ana\.example>\r$/m);
    expect(source).toMatch(/^References: <thread\.message-1@ana\.example>\r$/m);
    expect(source).toContain(`List-Unsubscribe: <${headers.unsubscribeUrl}>\r\n`);
    expect(source).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
    expect(source).not.toContain('Auto-Submitted');
  });

  test.each([
    [
      'an address that would be several',
      { replyTo: { email: 'a@b.example,c@d.example', name: '' } },
    ],
    ['a thread that would be another header', { threadId: 'a@b>\r\nBcc: <c' }],
    ['an unsubscribe URL that is none', { unsubscribeUrl: 'nowhere' }],
  ])('is not sent with %s', async (_, headers) => {
    await expect(outbox.send(message({ headers }))).rejects.toThrow();
    expect(await outbox.list()).toEqual([]);
  });

  test('that is a decoy is written like any other, and leaves no file', async () => {
    await outbox.send(message());
    await outbox.dryRun(message({ id: 'email-2' }));
    expect(await readdir(dir)).toEqual(['mail-1.eml']);
    const unreadable = message({ to: { email: 'a b@correo.example', name: '' } });
    await expect(outbox.dryRun(unreadable)).rejects.toThrow();
  });

  test('is read back as it was sent, including its links', async () => {
    const before = Date.now();
    await outbox.send(message());
    const email = await outbox.read('mail-1');
    expect(email).toMatchObject({
      id: 'mail-1',
      to: 'María López <maria@correo.example>',
      subject: 'Confirma tu dirección',
      text: message().text.trimEnd(),
      html: message().html.trimEnd(),
      links: ['https://ana.example/verify-email#token=abc-_', 'https://ana.example'],
    });
    expect(Math.abs((email?.date.getTime() ?? 0) - before)).toBeLessThan(60_000);
  });

  test('is read back whatever its content', async () => {
    const line = fc
      .string({ unit: 'grapheme', maxLength: 120 })
      .map((text) => text.replaceAll(/\p{C}|\s+/gu, ' ').trim());
    await fc.assert(
      fc.asyncProperty(line, fc.array(line, { maxLength: 5 }), async (subject, lines) => {
        const text = `${lines.join('\n')}x`;
        await outbox.send(message({ subject, text, html: `<p>${text}</p>` }));
        expect(await outbox.read('mail-1')).toMatchObject({
          subject,
          text,
          html: `<p>${text}</p>`,
        });
      }),
      { numRuns: 60 },
    );
  });

  test('that is sent again replaces the first', async () => {
    await outbox.send(message({ subject: 'one' }));
    await outbox.send(message({ subject: 'two' }));
    expect((await outbox.list()).map(({ subject }) => subject)).toEqual(['two']);
  });
});

describe('the list', () => {
  test('is empty before the first email', async () => {
    expect(await outbox.list()).toEqual([]);
  });

  test('is sorted newest first, and contains only emails', async () => {
    for (const id of ['b', 'c', 'a']) await outbox.send(message({ id }));
    await Promise.all(
      ['a', 'b', 'c'].map((id, index) => utimes(join(dir, `${id}.eml`), index, index)),
    );
    await writeFile(join(dir, 'notes.txt'), '');
    expect((await outbox.list()).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  test('keeps no more emails than its maximum', async () => {
    const small = createOutboxMailer({ dir, from: FROM, maxEmails: 3 });
    for (const id of ['m1', 'm2', 'm3', 'm4', 'm5']) {
      await small.send(message({ id }));
      await utimes(join(dir, `${id}.eml`), Number(id[1]), Number(id[1]));
    }
    expect((await small.list()).map(({ id }) => id)).toEqual(['m5', 'm4', 'm3']);
  });

  test('contains emails that are written concurrently', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `email-${index}`);
    await Promise.all(ids.map((id) => outbox.send(message({ id }))));
    expect((await outbox.list()).map(({ id }) => id).sort()).toEqual(ids.sort());
  });
});

describe('attacks', () => {
  test.each(['../secret', '..', '', 'a/b', 'a\\b', 'a\0b', '.hidden'])(
    'an id that cannot name an email reads no file: %s',
    async (id) => {
      await writeFile(join(parent, 'secret.eml'), 'secret');
      expect(await outbox.read(id)).toBeNull();
      await expect(outbox.send(message({ id }))).rejects.toThrow();
    },
  );

  test('a line break in a name or a subject starts no header', async () => {
    await outbox.send(
      message({
        to: { email: 'maria@correo.example', name: 'María\r\nBcc: eve@evil.example' },
        subject: 'Hola\r\nBcc: eve@evil.example\n\nbody',
      }),
    );
    const source = await readFile(join(dir, 'mail-1.eml'), 'utf8');
    expect(source).not.toMatch(/^Bcc:/im);
    expect(source).not.toMatch(/^body/m);
  });

  test.each([
    'a@x.example,eve@evil.example',
    'a;eve@evil.example',
    'eve<eve@evil.example>',
    'a b@x.example',
    'a@x.example\r\nBcc: eve@evil.example',
  ])('an address that is more than an address gets no email: %s', async (email) => {
    const rejected = outbox.send(message({ to: { email, name: '' } }));
    await expect(rejected).rejects.toMatchObject({ code: 'EENVELOPE' });
    expect(await outbox.list()).toEqual([]);
  });
});

test.each(['', 'nobody', 'a@b.example, c@d.example', 'Shop <a@b@c>', 'undisclosed:;'])(
  'a sender that is not one address is rejected: %s',
  (from) => {
    expect(() => createOutboxMailer({ dir, from })).toThrow('The sender of emails is an address');
  },
);

import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { composeEmail, type EmailSender, readSender } from './compose-email.ts';
import type { EmailMessage, Mailer } from './mailer.ts';
import { type EmlSummary, readEml } from './read-eml.ts';

/** An email in the outbox. */
export interface OutboxEmail extends EmlSummary {
  readonly id: string;
}

/** Stores emails as files instead of sending them, for development. */
export interface OutboxMailer extends Mailer {
  /** Lists emails, newest first. */
  list(): Promise<readonly OutboxEmail[]>;
  /** Returns null if the email does not exist. */
  read(id: string): Promise<OutboxEmail | null>;
}

export interface OutboxMailerOptions {
  /** Created if it does not exist. */
  readonly dir: string;
  /** The sender: `shop@example.com` or `The Shop <shop@example.com>`. */
  readonly from: string;
  /** Maximum number of emails; older ones are removed. */
  readonly maxEmails?: number;
}

const MAX_EMAILS = 200;
const SUFFIX = '.eml';
/** An id names a file, so it must not lead to another folder. */
const EMAIL_ID = /^[\w-]{1,64}$/;

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Returns null if the file was removed in the meantime. */
async function unlessAbsent<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/**
 * Returns a part of an email, unencoded: as quoted-printable or base64, which nodemailer writes, its
 * links could not be copied from the file.
 */
function unencodedPart(type: string, body: string): { readonly raw: string } {
  const headers = `Content-Type: ${type}; charset=utf-8\nContent-Transfer-Encoding: 8bit`;
  return { raw: `${headers}\n\n${body}` };
}

/** Composes an email whose text can be read and copied from its source. */
function composeReadable(sender: EmailSender, message: EmailMessage): SendMailOptions {
  const { text, html, ...email } = composeEmail(sender, message);
  const alternatives = [
    unencodedPart('text/plain', message.text),
    unencodedPart('text/html', message.html),
  ];
  return { ...email, alternatives };
}

/**
 * Creates a mailer that writes each email to the file `<id>.eml`, atomically, readable by its owner
 * only: it may contain a link that gives access to an account. Throws when `from` is invalid.
 */
export function createOutboxMailer(options: OutboxMailerOptions): OutboxMailer {
  const { dir, from, maxEmails = MAX_EMAILS } = options;
  const sender = readSender(from);
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const pathOf = (id: string) => join(dir, `${id}${SUFFIX}`);
  /** When emails were written, as their files have told. */
  const times = new Map<string, number>();

  async function readTime(id: string): Promise<number> {
    const time = (await unlessAbsent(stat(pathOf(id))))?.mtimeMs ?? 0;
    times.set(id, time);
    return time;
  }

  /** Lists the ids of all emails, newest first. */
  async function listIds(timeOf = readTime): Promise<readonly string[]> {
    const names = (await unlessAbsent(readdir(dir))) ?? [];
    const ids = names.filter((name) => name.endsWith(SUFFIX)).map((name) => name.slice(0, -4));
    const files = await Promise.all(ids.map(async (id) => ({ id, time: await timeOf(id) })));
    files.sort((a, b) => b.time - a.time || (a.id < b.id ? 1 : -1));
    return files.map(({ id }) => id);
  }

  /** Writes a file under a temporary name, which `finish` renames or removes. */
  async function writeWhole(
    bytes: Buffer,
    finish: (temporary: string) => Promise<void>,
  ): Promise<void> {
    const temporary = join(dir, `.${randomUUID()}.tmp`);
    try {
      await writeFile(temporary, bytes, { mode: 0o600, flag: 'wx' });
      await finish(temporary);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async function removeOldest(): Promise<void> {
    // With each email that is written: each file is asked once.
    const ids = await listIds(async (id) => times.get(id) ?? (await readTime(id)));
    for (const id of ids.slice(maxEmails)) {
      times.delete(id);
      await rm(pathOf(id), { force: true });
    }
  }

  async function write(
    message: EmailMessage,
    finish: (temporary: string) => Promise<void>,
  ): Promise<void> {
    if (!EMAIL_ID.test(message.id)) throw new Error('The id of an email cannot name a file.');
    const info = await transport.sendMail(composeReadable(sender, message));
    if (!Buffer.isBuffer(info.message)) throw new Error('The email was not made as bytes.');
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await writeWhole(info.message, finish);
    // An email that is sent again is written again.
    times.delete(message.id);
    await removeOldest();
  }

  async function read(id: string): Promise<OutboxEmail | null> {
    if (!EMAIL_ID.test(id)) return null;
    const source = await unlessAbsent(readFile(pathOf(id), 'utf8'));
    return source === null ? null : { id, ...readEml(source) };
  }

  async function list(): Promise<readonly OutboxEmail[]> {
    const emails = await Promise.all((await listIds()).map(read));
    return emails.filter((email) => email !== null);
  }

  return {
    send: (message) => write(message, (temporary) => rename(temporary, pathOf(message.id))),
    dryRun: (message) => write(message, (temporary) => rm(temporary)),
    list,
    read,
    async close() {},
  };
}

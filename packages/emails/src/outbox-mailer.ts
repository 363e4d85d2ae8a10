import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { composeMail, readSender } from './compose-mail.ts';
import type { Mailer, MailMessage } from './mailer.ts';
import { type EmlSummary, readEml } from './read-eml.ts';

/** A mail of the outbox. */
export interface OutboxMail extends EmlSummary {
  readonly id: string;
}

/** Keeps mails as files in place of sending them, for development. */
export interface OutboxMailer extends Mailer {
  /** The newest first. */
  list(): Promise<readonly OutboxMail[]>;
  /** Null: there is no such mail. */
  read(id: string): Promise<OutboxMail | null>;
}

export interface OutboxMailerOptions {
  /** Made when it does not exist. */
  readonly dir: string;
  /** The sender: `shop@example.com` or `The Shop <shop@example.com>`. */
  readonly from: string;
  /** How many mails stay; older ones are removed. */
  readonly maxMails?: number;
}

const MAX_MAILS = 200;
const SUFFIX = '.eml';
/** An id is the name of a file, so it must not lead to another folder. */
const MAIL_ID = /^[\w-]{1,64}$/;

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Null when somebody else has removed the file meanwhile. */
async function unlessAbsent<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/**
 * Writes each mail as the file `<id>.eml`, whole or not at all, readable by its owner only: it may
 * hold a link that lets people in. Throws when `from` cannot be read.
 */
export function createOutboxMailer(options: OutboxMailerOptions): OutboxMailer {
  const { dir, from, maxMails = MAX_MAILS } = options;
  const sender = readSender(from);
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const pathOf = (id: string) => join(dir, `${id}${SUFFIX}`);

  /** The ids of all mails, the newest first. */
  async function listIds(): Promise<readonly string[]> {
    const names = (await unlessAbsent(readdir(dir))) ?? [];
    const ids = names.filter((name) => name.endsWith(SUFFIX)).map((name) => name.slice(0, -4));
    const files = await Promise.all(
      ids.map(async (id) => ({ id, time: (await unlessAbsent(stat(pathOf(id))))?.mtimeMs ?? 0 })),
    );
    files.sort((a, b) => b.time - a.time || (a.id < b.id ? 1 : -1));
    return files.map(({ id }) => id);
  }

  /** Writes a file under another name first, which `finish` makes its own or removes. */
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
    const ids = await listIds();
    await Promise.all(ids.slice(maxMails).map((id) => rm(pathOf(id), { force: true })));
  }

  async function write(
    message: MailMessage,
    finish: (temporary: string) => Promise<void>,
  ): Promise<void> {
    if (!MAIL_ID.test(message.id)) throw new Error('The id of a mail cannot name a file.');
    const info = await transport.sendMail(composeMail(sender, message));
    if (!Buffer.isBuffer(info.message)) throw new Error('The mail was not made as bytes.');
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await writeWhole(info.message, finish);
    await removeOldest();
  }

  async function read(id: string): Promise<OutboxMail | null> {
    if (!MAIL_ID.test(id)) return null;
    const source = await unlessAbsent(readFile(pathOf(id), 'utf8'));
    return source === null ? null : { id, ...readEml(source) };
  }

  async function list(): Promise<readonly OutboxMail[]> {
    const mails = await Promise.all((await listIds()).map(read));
    return mails.filter((mail) => mail !== null);
  }

  return {
    send: (message) => write(message, (temporary) => rename(temporary, pathOf(message.id))),
    rehearse: (message) => write(message, (temporary) => rm(temporary)),
    list,
    read,
    async close() {},
  };
}

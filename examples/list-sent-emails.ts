import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createOutboxMailer, type OutboxEmail } from '@trastienda/emails';

/** How long an email may take, and how often to look. */
const WAIT_MS = 20_000;
const LOOK_MS = 250;

/** Of a purchase with a refund: placed, paid, refunded. */
const EXPECTED = 3;

/**
 * Returns the emails to an address that `npm start` has written to its data directory since a time,
 * oldest first. Waits a while for them: they are sent after the call that causes them.
 */
export async function listSentEmails(address: string, since: Date): Promise<OutboxEmail[]> {
  const dataDir = resolve(process.env.TRASTIENDA_DATA_DIR || '.trastienda');
  const outbox = createOutboxMailer({ dir: join(dataDir, 'outbox'), from: 'shop@localhost' });
  const giveUpAt = performance.now() + WAIT_MS;
  // The date of an email has no milliseconds.
  const earliest = Math.floor(since.getTime() / 1000) * 1000;
  for (;;) {
    const emails = (await outbox.list()).filter(
      ({ to, date }) => to.includes(address) && date.getTime() >= earliest,
    );
    if (emails.length >= EXPECTED || performance.now() > giveUpAt) return emails.toReversed();
    await sleep(LOOK_MS);
  }
}

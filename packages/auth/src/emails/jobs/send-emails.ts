import type { LeasedMail } from '@trastienda/db';
import { type DeliveryDeps, deliverMail } from './deliver-mail.ts';
import { describeFailure } from './describe-failure.ts';

/** Longer than any mailer tries to send one mail; so long a mail waits when its process dies. */
const LEASE_MS = 2 * 60_000;
const POLL_MS = 2000;
/** How long to leave a database alone that does not answer. */
const FAULT_PAUSE_MS = 10_000;
/** One server that hardly answers must not hold up the mails to all others. */
const MAX_IN_HAND = 5;

export interface MailWorkerOptions extends Omit<DeliveryDeps, 'signal'> {
  /** How often to look for mails that other processes left, or that are to be tried again. */
  readonly pollMs?: number;
  /** How many mails are sent at once. */
  readonly maxInHand?: number;
}

/** Sends the mails that wait; any number of them may run, in any number of processes. */
export interface MailWorker {
  start(): void;
  /**
   * Resolves when the mails in hand are done; the next ones wait for another worker. What is still
   * being sent after `withinMs` (by default it may take its time) is broken off and given back: it
   * is sent again later, even when its server has taken it.
   */
  stop(withinMs?: number): Promise<void>;
  /** Says that a mail was left in the queue, so that it does not wait for the next look. */
  wake(): void;
  /** Sends what is due now, and gives how many mails were sent. */
  runOnce(): Promise<number>;
}

/**
 * A worker on the queue of mails. A mail is sent at least once before it expires: again, under the
 * same `Message-ID`, when the process that sent it died before it could say so. Nothing it does
 * rejects; what goes wrong is told to `onFault`.
 */
export function createMailWorker(options: MailWorkerOptions): MailWorker {
  const { pollMs = POLL_MS, maxInHand = MAX_IN_HAND, ...deps } = options;
  const { store, clock, onFault } = deps;
  /** What is being sent, and how to break it off. */
  const inHand = new Map<Promise<void>, AbortController>();
  let sent = 0;
  let isStopping = false;
  let isOverdue = false;
  let isWoken = false;
  let endPause = () => {};
  let loop: Promise<void> | null = null;

  function wake(): void {
    isWoken = true;
    endPause();
  }

  async function deliver(leased: LeasedMail, signal: AbortSignal): Promise<void> {
    try {
      if (await deliverMail({ ...deps, signal }, leased)) sent += 1;
    } catch (error) {
      const { id: mailId, attempts } = leased;
      onFault({ step: 'finish', mailId, attempts, reason: describeFailure(error) });
    }
  }

  function take(leased: LeasedMail): void {
    // One each: listeners on a signal that outlives the mail would pile up.
    const breakOff = new AbortController();
    if (isOverdue) breakOff.abort();
    const delivery = deliver(leased, breakOff.signal).finally(() => {
      const wasFull = inHand.size >= maxInHand;
      inHand.delete(delivery);
      if (wasFull) wake();
    });
    inHand.set(delivery, breakOff);
  }

  function breakAllOff(): void {
    isOverdue = true;
    for (const breakOff of inHand.values()) breakOff.abort();
  }

  /** Takes what is due while there is a hand free. False: the database took no part. */
  async function fillHands(): Promise<boolean> {
    try {
      while (!isStopping && inHand.size < maxInHand) {
        const now = clock.now();
        const leased = await store.lease(now, new Date(now.getTime() + LEASE_MS));
        if (leased === null) break;
        take(leased);
      }
      return true;
    } catch (error) {
      onFault({ step: 'lease', mailId: null, attempts: 0, reason: describeFailure(error) });
      return false;
    }
  }

  function pause(ms: number): Promise<void> {
    if (isWoken || isStopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      isWoken = false;
      const isWell = await fillHands();
      await pause(isWell ? pollMs : FAULT_PAUSE_MS);
    }
  }

  return {
    start() {
      if (loop !== null) return;
      isStopping = false;
      isOverdue = false;
      loop = run();
    },
    async stop(withinMs) {
      isStopping = true;
      endPause();
      const timer = withinMs === undefined ? undefined : setTimeout(breakAllOff, withinMs);
      await loop;
      await Promise.all(inHand.keys());
      clearTimeout(timer);
      loop = null;
    },
    wake,
    async runOnce() {
      const sentBefore = sent;
      await fillHands();
      while (inHand.size > 0) {
        await Promise.race(inHand.keys());
        await fillHands();
      }
      return sent - sentBefore;
    },
  };
}

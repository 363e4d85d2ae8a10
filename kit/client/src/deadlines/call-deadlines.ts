import type { Operation } from '@trpc/client';

/** Milliseconds that the server accepts: eleven days. */
const MAX_DEADLINE_MS = 999_999_999;

type Call = Pick<Operation, 'context'>;

/**
 * Returns the milliseconds that a call has: `context.deadlineMs` of its options, else the client's.
 *
 * @throws {TypeError} when it is no whole number from 1 to 999,999,999.
 */
export function deadlineOf({ context }: Call, ofClient: number | undefined): number | undefined {
  const { deadlineMs = ofClient } = context;
  if (deadlineMs === undefined) return undefined;
  const given = Number(deadlineMs);
  if (Number.isInteger(given) && given > 0 && given <= MAX_DEADLINE_MS) return given;
  throw new TypeError(`deadlineMs must be a whole number from 1 to ${MAX_DEADLINE_MS}.`);
}

/** Returns the context of a call that begins now and has these milliseconds; its attempts share it. */
export function beginDeadline({ context }: Call, deadlineMs: number): Operation['context'] {
  return { ...context, endsAt: performance.now() + deadlineMs };
}

/**
 * Returns what remains of the deadlines of a request's calls, for the header `x-deadline-ms`. The
 * server applies it to each call, so it is the longest, and undefined when one of them has none; the
 * client ends the others.
 */
export function remainingOf(calls: readonly Call[]): string | undefined {
  const endsAt = Math.max(...calls.map(({ context }) => Number(context.endsAt ?? Infinity)));
  if (endsAt === Infinity) return undefined;
  return String(Math.max(1, Math.ceil(endsAt - performance.now())));
}

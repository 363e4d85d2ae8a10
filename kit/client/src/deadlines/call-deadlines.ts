import type { Operation } from '@trpc/client';

/** Header with the milliseconds that each call of a request has. */
const DEADLINE_HEADER = 'x-deadline-ms';

/** Milliseconds that the server accepts: eleven days. */
const MAX_DEADLINE_MS = 999_999_999;

type Call = Pick<Operation, 'context'>;

/** When calls end, in milliseconds of `performance.now()`, by the context that their attempts share. */
const endings = new WeakMap<object, number>();

/**
 * Returns the milliseconds that a call has: `context.deadlineMs` of its options, else the client's.
 *
 * @throws {TypeError} when it is no whole number from 1 to 999,999,999.
 */
export function deadlineOf({ context }: Call, ofClient: number | undefined): number | undefined {
  const { deadlineMs = ofClient } = context;
  if (deadlineMs === undefined) return undefined;
  const isAcceptable = Number.isInteger(deadlineMs) && Number(deadlineMs) >= 1;
  if (isAcceptable && Number(deadlineMs) <= MAX_DEADLINE_MS) return Number(deadlineMs);
  throw new TypeError(`deadlineMs must be a whole number from 1 to ${MAX_DEADLINE_MS}.`);
}

/** Returns the context of a call that begins now, which its attempts share. */
export function beginDeadline({ context }: Call, deadlineMs: number): Operation['context'] {
  const begun = { ...context };
  endings.set(begun, performance.now() + deadlineMs);
  return begun;
}

/**
 * Returns the header with what remains of the calls' deadlines. The server applies it to each call of
 * a batch, so it is the longest, and absent when one of them has none; the client ends the others.
 */
export function deadlineHeaders(calls: readonly Call[]): Record<string, string> {
  const endsAt = Math.max(...calls.map(({ context }) => endings.get(context) ?? Infinity));
  if (endsAt === Infinity) return {};
  return { [DEADLINE_HEADER]: String(Math.max(1, Math.ceil(endsAt - performance.now()))) };
}

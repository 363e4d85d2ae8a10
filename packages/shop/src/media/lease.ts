/**
 * How long an upload or a deletion has before the worker takes over. Much longer than the deadline of a
 * call: until then the files of an image belong to one of them.
 */
const LEASE_MS = 15 * 60_000;

/** Returns a lease that begins now. */
export function leaseFrom(now: Date): { readonly now: Date; readonly leaseUntil: Date } {
  return { now, leaseUntil: new Date(now.getTime() + LEASE_MS) };
}

import { createHmac, timingSafeEqual } from 'node:crypto';

export const SIGNATURE_HEADER = 'trastienda-test-signature';

/** Maximum age of a signature, so that a recorded webhook cannot be replayed later. */
const TOLERANCE_SECONDS = 300;

const SIGNATURE = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/;

const digestOf = (secret: string, seconds: number, body: string): Buffer =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest();

/** Builds the signature header: the time in seconds and an HMAC-SHA256 of it and the raw body. */
export function signWebhook(secret: string, body: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${digestOf(secret, seconds, body).toString('hex')}`;
}

/** Verifies that this body was signed with the secret within the last five minutes. */
export function isSignedWebhook(
  secret: string,
  body: string,
  header: string | undefined,
  now: Date,
): boolean {
  const [, seconds, digest] = SIGNATURE.exec(header ?? '') ?? [];
  if (seconds === undefined || digest === undefined) return false;
  const age = now.getTime() / 1000 - Number(seconds);
  if (Math.abs(age) > TOLERANCE_SECONDS) return false;
  return timingSafeEqual(digestOf(secret, Number(seconds), body), Buffer.from(digest, 'hex'));
}

import type { Clock } from '@trastienda/base';
import { Secret, TOTP } from 'otpauth';

/**
 * Time-based one-time passwords (RFC 6238): SHA-1, 6 digits, 30 seconds, as every authenticator app
 * supports.
 */
export interface Totp {
  /** Returns 160 random bits in base32. */
  newSecret(): string;
  /** Returns the URI that the QR code for an authenticator app contains. */
  uri(secret: string, email: string): string;
  /**
   * Returns the time step that the code belongs to, out of the current one and its neighbors, or
   * null.
   */
  matchStep(secret: string, code: string): number | null;
}

/** RFC 4226, section 4, recommends the length of the hash. */
const SECRET_BYTES = 20;
const PERIOD_SECONDS = 30;
/**
 * RFC 6238, section 5.2: one step either way allows for slow typing and small clock differences.
 */
const WINDOW_STEPS = 1;

const CODE = /^[0-9]{6}$/;

/** Creates one-time passwords that name the application, `issuer`. */
export function createTotp({ issuer, clock }: { issuer: string; clock: Clock }): Totp {
  const generator = (secret: string, label: string) =>
    new TOTP({
      issuer,
      label,
      secret: Secret.fromBase32(secret),
      algorithm: 'SHA1',
      digits: 6,
      period: PERIOD_SECONDS,
    });

  return {
    newSecret: () => new Secret({ size: SECRET_BYTES }).base32,
    uri: (secret, email) => generator(secret, email).toString(),
    matchStep(secret, code) {
      // otpauth compares bytes and throws for six characters that are not six bytes.
      if (!CODE.test(code)) return null;
      const totp = generator(secret, '');
      const timestamp = clock.now().getTime();
      const delta = totp.validate({ token: code, timestamp, window: WINDOW_STEPS });
      return delta === null ? null : totp.counter({ timestamp }) + delta;
    },
  };
}

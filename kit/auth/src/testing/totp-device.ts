import type { AccountActor, CallOrigin } from '@trastienda/base';
import { Secret, TOTP } from 'otpauth';
import type { TestAuth } from './start-test-auth.ts';

const STEP_MS = 30_000;

/** An authenticator app as a test double. */
export interface TotpDevice {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
  /** Returns the current code. */
  code(): string;
  /** Returns six digits that are not a code of the current window. */
  wrongCode(): string;
}

export function createDevice(test: Pick<TestAuth, 'clock'>, secret: string) {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const codeAt = (steps: number) =>
    totp.generate({ timestamp: test.clock.now().getTime() + steps * STEP_MS });
  return {
    code: () => codeAt(0),
    wrongCode() {
      const taken = new Set([-2, -1, 0, 1, 2].map(codeAt));
      const candidates = ['000000', '111111', '222222', '333333', '444444', '555555'];
      return candidates.find((code) => !taken.has(code)) ?? '';
    },
  };
}

/** Adds an authenticator app to an account. Advances the clock, so that the next code is unused. */
export async function enrollTotp(
  test: TestAuth,
  actor: AccountActor,
  origin: CallOrigin,
): Promise<TotpDevice> {
  const { secret } = await test.account.startTotp(actor, origin);
  const device = createDevice(test, secret);
  const { recoveryCodes } = await test.account.confirmTotp(actor, { code: device.code() }, origin);
  test.advance(2 * STEP_MS);
  return { ...device, secret, recoveryCodes };
}

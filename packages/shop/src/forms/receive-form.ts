import type { Clock } from '@trastienda/base';
import { isBaseError, type RateLimit } from '@trastienda/base';
import { runIdempotent } from '@trastienda/mongo';
import {
  type FormName,
  type FormProof,
  type FormReceived,
  HONEYPOT_FIELD,
  ShopError,
} from '@trastienda/shop-contract';
import { type Database, emailKey } from '@trastienda/shop-db';
import type { FormLoad } from './form-load.ts';
import { type FormTokens, tokenRejected } from './form-tokens.ts';
import type { Keyring } from './keyring.ts';

export interface ReceiveDeps {
  readonly database: Pick<Database, 'idempotency' | 'rateLimits' | 'transaction'>;
  readonly clock: Clock;
  readonly keyring: Keyring;
  readonly tokens: FormTokens;
  readonly load: FormLoad;
}

const HOUR_SECONDS = 3600;

/** Limits by address, beside the one by network that the procedures declare. */
const BY_ADDRESS: Readonly<Record<FormName, RateLimit>> = {
  contact: { name: 'form-contact', points: 10, seconds: HOUR_SECONDS },
  // Each sends an email to an address that a stranger may have typed.
  newsletter: { name: 'form-newsletter', points: 4, seconds: 24 * HOUR_SECONDS },
};

const RECEIVED: FormReceived = { status: 'received' };

/** Returns the fields that people fill in. */
function fieldsOf<Input extends FormProof>(input: Input) {
  const { token: _, solution: __, [HONEYPOT_FIELD]: ___, ...fields } = input;
  return fields;
}

/** Counts a submission against the limit of its address, whether the shop knows it or not. */
async function consumeAddress(deps: ReceiveDeps, form: FormName, email: string): Promise<void> {
  const [key] = deps.keyring.hashesOf('form limit', emailKey(email));
  const { isAllowed, retryAfterSeconds } = await deps.database.rateLimits.consume(
    BY_ADDRESS[form],
    key,
  );
  if (!isAllowed) throw new ShopError('RATE_LIMITED', { details: { retryAfterSeconds } });
}

/**
 * Receives a form: checks its token, discards spam, and does the work once for each token, in one
 * transaction. A repetition with the same fields changes nothing and has the same answer.
 * @throws {ShopError} FORM_TOKEN_REJECTED.
 * @throws {ShopError} RATE_LIMITED when the address was used too often.
 */
export async function receiveForm<Input extends FormProof & { readonly email: string }>(
  deps: ReceiveDeps,
  form: FormName,
  input: Input,
  work: () => Promise<void>,
): Promise<FormReceived> {
  const { nonce, proof } = deps.tokens.read(form, input);
  // Forms without a proof count too, or the proof would be waived while an attack goes on.
  const isProofRequired = (await deps.load.count()) > 0;
  if (proof === 'missing' || (isProofRequired && proof === 'none')) throw tokenRejected('unsolved');
  const honeypot = input[HONEYPOT_FIELD] ?? '';
  if (honeypot.trim() !== '') return RECEIVED;
  const call = {
    procedure: `forms.${form}`,
    caller: 'visitor',
    input: { ...fieldsOf(input), idempotencyKey: nonce },
  };
  let isCounted = false;
  try {
    return await runIdempotent(deps, call, async () => {
      // Neither a repetition nor a used token counts: with one token, a stranger could lock out any
      // address. The counter joins no transaction, whose attempts must not count several times.
      if (!isCounted) await consumeAddress(deps, form, input.email);
      isCounted = true;
      await work();
      return RECEIVED;
    });
  } catch (error) {
    if (isBaseError(error, 'IDEMPOTENCY_KEY_REUSED')) throw tokenRejected('used');
    throw error;
  }
}

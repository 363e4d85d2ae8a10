import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '@trastienda/base';
import {
  type FormName,
  type FormProof,
  type FormToken,
  ShopError,
} from '@trastienda/shop-contract';
import type { Keyring } from './keyring.ts';

/** Less than people take to fill in a form. */
const WAIT_SECONDS = 2;
/** Longer than people leave a page open before they send a form; the client requests another one. */
const LIFETIME_MS = 4 * 3_600_000;
const NONCE_BYTES = 16;

/** `f1`, form, issue time in base 36, bits, nonce, signature. */
const FORMAT = /^(f1\.([a-z]+)\.([0-9a-z]{1,11})\.(\d{1,2})\.([\w-]{22}))\.([\w-]{43})$/;

type Problem = 'invalid' | 'too-early' | 'expired' | 'unsolved' | 'used';

export function tokenRejected(problem: Problem): ShopError {
  return new ShopError('FORM_TOKEN_REJECTED', { details: { problem } });
}

/** Tokens that a page requests when it shows a form. Nothing is stored until a form is sent. */
export interface FormTokens {
  /** Creates a token whose form needs a proof of work of this many bits. */
  issue(form: FormName, proofBits: number): FormToken;
  /**
   * Checks the token of a form and its proof of work; returns the nonce of the token. With
   * `isProofRequired`, a token without a proof of work is rejected too.
   * @throws {ShopError} FORM_TOKEN_REJECTED.
   */
  check(form: FormName, proof: FormProof, isProofRequired: boolean): string;
}

/** Returns the number of zero bits with which the SHA-256 of a text begins. */
function zeroBitsOf(text: string): number {
  let bits = 0;
  for (const byte of createHash('sha256').update(text).digest()) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24;
    bits += 8;
  }
  return bits;
}

/** Creates the tokens of forms, which are signed: all processes with the secrets accept them. */
export function createFormTokens(keyring: Keyring, clock: Clock): FormTokens {
  return {
    issue(form, proofBits) {
      const issuedMs = clock.now().getTime();
      const nonce = randomBytes(NONCE_BYTES).toString('base64url');
      const text = `f1.${form}.${issuedMs.toString(36)}.${proofBits}.${nonce}`;
      return {
        token: `${text}.${keyring.sign('form token', text)}`,
        waitSeconds: WAIT_SECONDS,
        expiresAt: new Date(issuedMs + LIFETIME_MS).toISOString(),
        proofBits,
      };
    },

    check(form, { token, solution = '' }, isProofRequired) {
      const [, text, name, issued, bits, nonce, signature] = FORMAT.exec(token) ?? [];
      if (
        text === undefined ||
        issued === undefined ||
        nonce === undefined ||
        signature === undefined ||
        name !== form ||
        !keyring.isSigned('form token', text, signature)
      ) {
        throw tokenRejected('invalid');
      }
      const ageMs = clock.now().getTime() - Number.parseInt(issued, 36);
      if (ageMs < WAIT_SECONDS * 1000) throw tokenRejected('too-early');
      if (ageMs >= LIFETIME_MS) throw tokenRejected('expired');
      const proofBits = Number(bits);
      if (isProofRequired && proofBits === 0) throw tokenRejected('unsolved');
      if (proofBits > 0 && zeroBitsOf(`${token}:${solution}`) < proofBits) {
        throw tokenRejected('unsolved');
      }
      return nonce;
    },
  };
}

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
   * Reads the token of a form, whose proof of work may be missing.
   * @throws {ShopError} FORM_TOKEN_REJECTED when it is not one of this form, or not at this time.
   */
  read(form: FormName, proof: FormProof): ReadToken;
}

export interface ReadToken {
  /** Differs for each token. */
  readonly nonce: string;
  /** Whether the token requires a proof of work, and the form has it. */
  readonly proof: 'none' | 'missing' | 'done';
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

    read(form, { token, solution = '' }) {
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
      if (proofBits === 0) return { nonce, proof: 'none' };
      const isDone = zeroBitsOf(`${token}:${solution}`) >= proofBits;
      return { nonce, proof: isDone ? 'done' : 'missing' };
    },
  };
}

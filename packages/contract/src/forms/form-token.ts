import { Timestamp } from '@trastienda/base';
import { z } from 'zod';

/** Forms that visitors send without an account. */
export const FormName = z.enum(['contact', 'newsletter']);
export type FormName = z.infer<typeof FormName>;

/**
 * Name of the field that people do not see and programs fill in. A form that has text in it is
 * answered like any other, and discarded.
 */
export const HONEYPOT_FIELD = 'website';

export const FormTokenInput = z.object({ form: FormName });
export type FormTokenInput = z.infer<typeof FormTokenInput>;

/** Token that a page requests when it shows a form, and sends with it. */
export const FormToken = z.object({
  token: z.string(),
  /** Seconds after its issue in which the form is rejected as `too-early`. */
  waitSeconds: z.int().min(0),
  /** The form is rejected as `expired` from this time on. */
  expiresAt: Timestamp,
  /**
   * Proof of work: `solution` is a text such that the SHA-256 of `<token>:<solution>` begins with this
   * many zero bits. 0 when no proof is required.
   */
  proofBits: z.int().min(0).max(32),
});
export type FormToken = z.infer<typeof FormToken>;

/** Fields that every form has beside those that people fill in. */
export const FormProof = z.object({
  /** Token of `forms.token`. Serves for one form: with the same fields again, it changes nothing. */
  token: z.string().min(1).max(500),
  /** Solution of the token's proof of work; required when its `proofBits` is not 0. */
  solution: z.string().max(100).optional(),
  /** Honeypot: must stay empty; hide it from people, also from screen readers. */
  [HONEYPOT_FIELD]: z.string().max(1000).optional(),
});
export type FormProof = z.infer<typeof FormProof>;

/** Answer to a form, the same for every valid one: it reveals nothing about the address. */
export const FormReceived = z.object({ status: z.literal('received') });
export type FormReceived = z.infer<typeof FormReceived>;

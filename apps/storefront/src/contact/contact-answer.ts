import { isClientError } from '@trastienda/shop-client';
import type { ContactField } from './contact-fields.ts';

/** What became of a form. */
export type ContactAnswer =
  | { readonly kind: 'sent' }
  /** Fields that the API refuses. */
  | { readonly kind: 'invalid'; readonly fields: readonly ContactField[] }
  | { readonly kind: 'limited' }
  /** Sent faster than people type, or too late: the same form can be sent again. */
  | { readonly kind: 'again' }
  /** Many forms are being sent, and a form without a script cannot do the work that it needs. */
  | { readonly kind: 'script-needed' }
  | { readonly kind: 'failed' };

function isField(name: string): name is ContactField {
  return name === 'name' || name === 'email' || name === 'orderNumber' || name === 'message';
}

/** Returns the answer that a failure means. */
export function toContactAnswer(error: unknown): ContactAnswer {
  if (isClientError(error, 'INPUT_INVALID')) {
    return { kind: 'invalid', fields: Object.keys(error.data.fields ?? {}).filter(isField) };
  }
  if (isClientError(error, 'RATE_LIMITED')) return { kind: 'limited' };
  if (isClientError(error, 'FORM_TOKEN_REJECTED')) {
    return { kind: error.data.details.problem === 'unsolved' ? 'script-needed' : 'again' };
  }
  return { kind: 'failed' };
}

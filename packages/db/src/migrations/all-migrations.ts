import type { Migration } from '@trastienda/mongo';
import { oneForm } from './0001-one-form.ts';
import { paymentRevisions } from './0002-payment-revisions.ts';
import { emails } from './0003-emails.ts';
import { sandbox } from './0004-sandbox.ts';
import { payments } from './0005-payments.ts';
import { reservations } from './0006-reservations.ts';
import { carts } from './0007-carts.ts';
import { orderKeys } from './0008-order-keys.ts';
import { elidedWords } from './0009-elided-words.ts';

/** All migrations of this program in the order in which they run. Append new ones at the end. */
export const ALL_MIGRATIONS: readonly Migration[] = [
  oneForm,
  paymentRevisions,
  emails,
  sandbox,
  payments,
  reservations,
  carts,
  orderKeys,
  elidedWords,
];

import { oneForm } from './0001-one-form.ts';
import { paymentRevisions } from './0002-payment-revisions.ts';
import type { Migration } from './migration.ts';

/** Every migration of this program, in the order in which they run. New ones go at the end. */
export const ALL_MIGRATIONS: readonly Migration[] = [oneForm, paymentRevisions];

import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import type { AccountState, EmailChange, TotpState } from './account-state.ts';

/** Name of the collection, for aggregations that join it. */
export const ACCOUNTS = 'accounts';

/** A stored account: the state without its id, with lookup keys and guards. */
export interface AccountDocument extends Omit<AccountState, 'id' | 'emailVerifiedAt'> {
  readonly _id: string;
  /**
   * Key by which email addresses are compared; absent once deleted, so that the sparse index skips
   * it.
   */
  readonly emailKey?: string;
  /** Null or absent in documents of earlier versions, whose address was verified at `createdAt`. */
  readonly emailVerifiedAt?: Date | null;
  /**
   * Time of the next erasure of a deleted account's data in other collections; null or absent means
   * at once.
   */
  readonly erasureDueAt?: Date | null;
  /** Time of the last completed erasure; null or absent when it is still to be done. */
  readonly erasedAt?: Date | null;
  /** Incremented whenever owners are locked; has no other meaning. */
  readonly revision: number;
}

const text = { type: String, required: true } as const;
// Mongoose treats '' as absent where a string is required; a deleted account has no name.
const anyText = { type: String, default: '' } as const;
const textOrNull = { type: String, default: null } as const;
const flag = { type: Boolean, required: true } as const;
const dateOrNull = { type: Date, default: null } as const;
const part = { _id: false, strict: 'throw' } as const;

const totpSchema = defineSchema<TotpState>(
  { secret: text, isConfirmed: flag, lastStep: { type: Number, required: true } },
  part,
);

const emailChangeSchema = defineSchema<EmailChange>(
  {
    id: text,
    email: text,
    emailKey: text,
    isOldConfirmed: flag,
    isNewConfirmed: flag,
    expiresAt: { type: Date, required: true },
  },
  part,
);

export const accountSchema = defineSchema<AccountDocument>(
  {
    _id: text,
    email: textOrNull,
    emailKey: String,
    name: anyText,
    locale: text,
    role: text,
    passwordHash: textOrNull,
    totp: { type: totpSchema, default: null },
    recoveryCodeHashes: [String],
    emailChange: { type: emailChangeSchema, default: null },
    emailVerifiedAt: dateOrNull,
    createdAt: { type: Date, required: true },
    disabledAt: dateOrNull,
    deletedAt: dateOrNull,
    erasureDueAt: dateOrNull,
    erasedAt: dateOrNull,
    revision: { type: Number, default: 0 },
  },
  { strict: 'throw', versionKey: false },
);

export const accountIndexes: readonly IndexDefinition[] = [
  // Deleted accounts have no key, and a sparse index omits them.
  {
    keys: { emailKey: 1 },
    unique: true,
    sparse: true,
    serves: 'Sign-in, sign-up and password reset find the account of an address; it has one',
  },
  {
    keys: { 'emailChange.emailKey': 1 },
    sparse: true,
    serves: "Deleting an account ends other accounts' pending changes to its address",
  },
  {
    keys: { erasedAt: 1, deletedAt: 1 },
    serves: 'A worker finds deleted accounts with data in other collections',
  },
  // Without a role the list walks the index on `_id`.
  {
    keys: { role: 1, _id: 1 },
    serves:
      'accounts.list by role, newest first, and the holders of a role that a change of roles must lock',
  },
];

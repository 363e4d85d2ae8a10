import { Schema } from 'mongoose';
import type { AccountState, EmailChange, TotpState } from './account-state.ts';

/** The collection's name, for those who join it. */
export const ACCOUNTS = 'accounts';

/** An account as it is stored: under its id, with what finds it and what guards it. */
export interface AccountDocument extends Omit<AccountState, 'id'> {
  readonly _id: string;
  /** What the email address is compared by; absent once deleted, as the index then skips it. */
  readonly emailKey?: string;
  /**
   * When what other collections keep of a deleted account is erased next; null or absent: as soon as
   * it is deleted.
   */
  readonly erasureDueAt?: Date | null;
  /** When that was done for the last time; null or absent: it is still to be done. */
  readonly erasedAt?: Date | null;
  /** Counts the times that owners were locked; says nothing else. */
  readonly revision: number;
}

const text = { type: String, required: true } as const;
// Mongoose takes '' for absent where a string is required; a deleted account has no name.
const anyText = { type: String, default: '' } as const;
const textOrNull = { type: String, default: null } as const;
const flag = { type: Boolean, required: true } as const;
const dateOrNull = { type: Date, default: null } as const;
const part = { _id: false, strict: 'throw' } as const;

const totpSchema = new Schema<TotpState>(
  { secret: text, isConfirmed: flag, lastStep: { type: Number, required: true } },
  part,
);

const emailChangeSchema = new Schema<EmailChange>(
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

export const accountSchema = new Schema<AccountDocument>(
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
    createdAt: { type: Date, required: true },
    disabledAt: dateOrNull,
    deletedAt: dateOrNull,
    erasureDueAt: dateOrNull,
    erasedAt: dateOrNull,
    revision: { type: Number, default: 0 },
  },
  { collection: ACCOUNTS, strict: 'throw', versionKey: false },
);

// auth.signIn, auth.signUp and auth.requestPasswordReset find the account of an address; an address
// has one account. Deleted accounts have no key, and a sparse index leaves them out.
accountSchema.index({ emailKey: 1 }, { unique: true, sparse: true });
// Deleting an account ends changes of other accounts to its address.
accountSchema.index({ 'emailChange.emailKey': 1 }, { sparse: true });
// A worker takes deleted accounts of which other collections still keep something.
accountSchema.index({ erasedAt: 1, deletedAt: 1 });
// accounts.list by role, newest first, and the owners that a change of roles has to lock. Without a
// role the list walks the index on `_id`.
accountSchema.index({ role: 1, _id: 1 });

import { type ListAccountsInput, type Locale, type Role, ShopError } from '@trastienda/contract';
import type { Connection, QueryFilter, UpdateQuery } from 'mongoose';
import { isDuplicateKey } from '../connection/duplicate-key.ts';
import { newId } from '../ids/new-id.ts';
import { mapPage, type Page } from '../paging/page.ts';
import { readNewest } from '../paging/read-newest.ts';
import { type AccountDocument, accountSchema } from './account-schema.ts';
import type { AccountState, EmailChange, NewAccount } from './account-state.ts';
import { toDocument, toState } from './map-account.ts';

/**
 * Accounts. Each write says by its result whether it found what it was guarded by; deleted accounts
 * are found by id only, for staff.
 */
export interface AccountStore {
  newId(): string;
  /** `ACCOUNT_EMAIL_TAKEN`, which also ends the transaction that it happens in. */
  insert(account: NewAccount): Promise<void>;
  find(id: string): Promise<AccountState | null>;
  findByEmailKey(emailKey: string): Promise<AccountState | null>;
  /**
   * Reads an account by writing to it (a private counter), so that transactions that decide upon the
   * same account conflict instead of passing each other; null when absent or deleted.
   */
  lock(id: string): Promise<AccountState | null>;
  /** Newest first. `CURSOR_INVALID`. `emailKey` narrows to the one account that has it. */
  list(
    input: Pick<ListAccountsInput, 'limit' | 'cursor' | 'role'> & { readonly emailKey?: string },
  ): Promise<Page<AccountState>>;
  updateProfile(
    id: string,
    profile: { readonly name?: string; readonly locale?: Locale },
  ): Promise<AccountState | null>;
  /** Null: nobody can sign in until a password is set by a link. */
  setPassword(id: string, passwordHash: string | null): Promise<boolean>;
  /** Only while the stored hash is still `expected`; for rehashing under newer parameters. */
  replacePasswordHash(id: string, expected: string, passwordHash: string): Promise<boolean>;
  startEmailChange(id: string, change: EmailChange): Promise<boolean>;
  /** Marks a side as confirmed and gives the account after it; null when no such change is open. */
  confirmEmailChange(
    id: string,
    changeId: string,
    side: 'old' | 'new',
    now: Date,
  ): Promise<AccountState | null>;
  /** Puts the new address in place and ends the change. `ACCOUNT_EMAIL_TAKEN`, as `insert`. */
  completeEmailChange(id: string, changeId: string): Promise<boolean>;
  /** Forgets a change of address that nobody can confirm any more; false when there is none. */
  dropExpiredEmailChange(id: string, now: Date): Promise<boolean>;
  /** Ends a change of address that waits, if there is one. */
  dropEmailChange(id: string): Promise<boolean>;
  setRole(id: string, role: Role): Promise<boolean>;
  /**
   * How many owners there are that could sign in: not disabled, with a password. Writes to each of them, so that two transactions
   * that both mean to leave one owner less conflict (snapshot isolation alone lets both pass).
   */
  lockOwners(): Promise<number>;
  setDisabled(id: string, at: Date | null): Promise<boolean>;
  /** Stores a secret that is not confirmed yet; false when a confirmed one is there. */
  startTotp(id: string, secret: string): Promise<boolean>;
  /** Confirms the secret that was started, spends `step`, sets the codes; false when there is none. */
  confirmTotp(id: string, step: number, recoveryCodeHashes: readonly string[]): Promise<boolean>;
  /** Replaces the sealed secret by one sealed with a newer key, only while it is still `expected`. */
  resealTotp(id: string, expected: string, secret: string): Promise<boolean>;
  /** Sealed secrets of living accounts in order of their ids, from the one after `afterId` on. */
  listTotpSecrets(
    afterId: string,
    limit: number,
  ): Promise<readonly { readonly accountId: string; readonly secret: string }[]>;
  removeTotp(id: string): Promise<boolean>;
  /** Spends a time step; false when it, or a later one, was spent before. */
  spendTotpStep(id: string, step: number): Promise<boolean>;
  replaceRecoveryCodes(id: string, recoveryCodeHashes: readonly string[]): Promise<boolean>;
  /** Spends a recovery code; false when the account has none with this hash. */
  spendRecoveryCode(id: string, hash: string): Promise<boolean>;
  /**
   * Takes everything personal out and leaves a tombstone that orders may refer to: no email
   * address, name `''`, role customer, no secrets. What other collections keep is to be erased; see
   * `listErasable`.
   */
  anonymise(id: string, at: Date): Promise<boolean>;
  /** Ends changes of address that wait, of any account, to this one. */
  dropEmailChangesTo(emailKey: string): Promise<void>;
  /** Deleted accounts of which other collections may keep something, due for erasing; any order. */
  listErasable(
    now: Date,
    limit: number,
  ): Promise<readonly { readonly id: string; readonly deletedAt: Date }[]>;
  /** When a deleted account is due for erasing again. */
  postponeErasure(id: string, dueAt: Date): Promise<void>;
  /** Notes that nothing is left to erase of a deleted account. */
  finishErasure(id: string, at: Date): Promise<void>;
}

/** Tells that another account has the address; anything else is passed on. */
function readDuplicate(error: unknown): unknown {
  return isDuplicateKey(error) && error.message.includes('emailKey')
    ? new ShopError('ACCOUNT_EMAIL_TAKEN', { cause: error })
    : error;
}

/** The account unless it was deleted: nothing may give a tombstone a person's data again. */
const living = (id: string) => ({ _id: id, deletedAt: null });

export function createAccountStore(connection: Connection): AccountStore {
  const model = connection.model<AccountDocument>('Account', accountSchema);

  const update = async (
    filter: QueryFilter<AccountDocument>,
    change: UpdateQuery<AccountDocument>,
  ): Promise<boolean> => (await model.updateOne(filter, change)).matchedCount === 1;
  const updateAndRead = async (
    filter: QueryFilter<AccountDocument>,
    change: UpdateQuery<AccountDocument>,
  ): Promise<AccountState | null> => {
    const document = await model
      .findOneAndUpdate(filter, change, { returnDocument: 'after' })
      .lean<AccountDocument>();
    return document && toState(document);
  };

  return {
    newId: () => newId(),

    async insert(account) {
      await model.create(toDocument(account)).catch((error: unknown) => {
        throw readDuplicate(error);
      });
    },

    async find(id) {
      const document = await model.findById(id).lean<AccountDocument>();
      return document && toState(document);
    },

    async findByEmailKey(emailKey) {
      const document = await model.findOne({ emailKey }).lean<AccountDocument>();
      return document && toState(document);
    },

    lock: (id) => updateAndRead(living(id), { $inc: { revision: 1 } }),

    async list({ limit, cursor, role, emailKey }) {
      const page = await readNewest(model, {
        list: 'accounts',
        match: { ...(role !== undefined && { role }), ...(emailKey !== undefined && { emailKey }) },
        limit,
        cursor,
      });
      return mapPage(page, toState);
    },

    async updateProfile(id, { name, locale }) {
      const change = {
        ...(name !== undefined && { name }),
        ...(locale !== undefined && { locale }),
      };
      return updateAndRead(living(id), { $set: change });
    },

    setPassword: (id, passwordHash) => update(living(id), { $set: { passwordHash } }),

    replacePasswordHash: (id, expected, passwordHash) =>
      update({ ...living(id), passwordHash: expected }, { $set: { passwordHash } }),

    startEmailChange: (id, change) => update(living(id), { $set: { emailChange: change } }),

    confirmEmailChange: (id, changeId, side, now) =>
      updateAndRead(
        {
          ...living(id),
          'emailChange.id': changeId,
          'emailChange.expiresAt': { $gt: now },
        },
        {
          $set: {
            [side === 'old' ? 'emailChange.isOldConfirmed' : 'emailChange.isNewConfirmed']: true,
          },
        },
      ),

    async completeEmailChange(id, changeId) {
      const filter = {
        ...living(id),
        'emailChange.id': changeId,
        'emailChange.isOldConfirmed': true,
        'emailChange.isNewConfirmed': true,
      };
      const change = {
        email: '$emailChange.email',
        emailKey: '$emailChange.emailKey',
        emailChange: null,
      };
      const result = await model
        .updateOne(filter, [{ $set: change }], { updatePipeline: true })
        .catch((error: unknown) => {
          throw readDuplicate(error);
        });
      return result.matchedCount === 1;
    },

    dropExpiredEmailChange: (id, now) =>
      update(
        { ...living(id), 'emailChange.expiresAt': { $lte: now } },
        { $set: { emailChange: null } },
      ),

    dropEmailChange: (id) => update(living(id), { $set: { emailChange: null } }),

    setRole: (id, role) => update(living(id), { $set: { role } }),

    async lockOwners() {
      const owners = {
        role: 'owner',
        disabledAt: null,
        deletedAt: null,
        passwordHash: { $ne: null },
      } as const;
      return (await model.updateMany(owners, { $inc: { revision: 1 } })).matchedCount;
    },

    setDisabled: (id, at) => update(living(id), { $set: { disabledAt: at } }),

    startTotp: (id, secret) =>
      update(
        { ...living(id), 'totp.isConfirmed': { $ne: true } },
        { $set: { totp: { secret, isConfirmed: false, lastStep: 0 } } },
      ),

    confirmTotp: (id, step, recoveryCodeHashes) =>
      update(
        { ...living(id), 'totp.isConfirmed': false },
        { $set: { 'totp.isConfirmed': true, 'totp.lastStep': step, recoveryCodeHashes } },
      ),

    resealTotp: (id, expected, secret) =>
      update({ ...living(id), 'totp.secret': expected }, { $set: { 'totp.secret': secret } }),

    async listTotpSecrets(afterId, limit) {
      const documents = await model
        .find({ _id: { $gt: afterId }, deletedAt: null, totp: { $ne: null } })
        .select({ 'totp.secret': 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<Pick<AccountDocument, '_id' | 'totp'>[]>();
      return documents.flatMap(({ _id, totp }) =>
        totp === null ? [] : [{ accountId: _id, secret: totp.secret }],
      );
    },

    removeTotp: (id) =>
      update(
        { ...living(id), totp: { $ne: null } },
        { $set: { totp: null, recoveryCodeHashes: [] } },
      ),

    spendTotpStep: (id, step) =>
      update(
        { ...living(id), 'totp.isConfirmed': true, 'totp.lastStep': { $lt: step } },
        { $set: { 'totp.lastStep': step } },
      ),

    replaceRecoveryCodes: (id, recoveryCodeHashes) =>
      update({ ...living(id), 'totp.isConfirmed': true }, { $set: { recoveryCodeHashes } }),

    spendRecoveryCode: (id, hash) =>
      update({ ...living(id), recoveryCodeHashes: hash }, { $pull: { recoveryCodeHashes: hash } }),

    anonymise: (id, at) =>
      update(living(id), {
        $set: {
          email: null,
          name: '',
          role: 'customer',
          passwordHash: null,
          totp: null,
          recoveryCodeHashes: [],
          emailChange: null,
          deletedAt: at,
        },
        $unset: { emailKey: 1 },
      }),

    async dropEmailChangesTo(emailKey) {
      await model.updateMany({ 'emailChange.emailKey': emailKey }, { $set: { emailChange: null } });
    },

    async listErasable(now, limit) {
      const documents = await model
        .find({
          erasedAt: null,
          deletedAt: { $lte: now },
          $or: [{ erasureDueAt: null }, { erasureDueAt: { $lte: now } }],
        })
        .select({ deletedAt: 1 })
        .limit(limit)
        .lean<Pick<AccountDocument, '_id' | 'deletedAt'>[]>();
      return documents.flatMap(({ _id, deletedAt }) =>
        deletedAt === null ? [] : [{ id: _id, deletedAt }],
      );
    },

    async postponeErasure(id, dueAt) {
      await model.updateOne({ _id: id, erasedAt: null }, { $set: { erasureDueAt: dueAt } });
    },

    async finishErasure(id, at) {
      await model.updateOne({ _id: id, deletedAt: { $ne: null } }, { $set: { erasedAt: at } });
    },
  };
}

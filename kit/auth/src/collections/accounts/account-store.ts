import { AuthError, type ListAccountsInput, type Locale } from '@trastienda/auth-contract';
import {
  type CollectionContext,
  defineCollection,
  isDuplicateKey,
  mapPage,
  newId,
  type Page,
  readNewest,
  type StoreDefinition,
} from '@trastienda/mongo';
import type { QueryFilter, UpdateQuery } from 'mongoose';
import { ACCOUNTS, type AccountDocument, accountIndexes, accountSchema } from './account-schema.ts';
import type { AccountState, EmailChange, NewAccount } from './account-state.ts';
import { toDocument, toState } from './map-account.ts';

/**
 * Stored accounts. The result of each write says whether its guard matched; deleted accounts are
 * found by id only, for staff.
 */
export interface AccountStore {
  newId(): string;
  /**
   * Inserts an account.
   * @throws {AuthError} ACCOUNT_EMAIL_TAKEN, which also aborts the surrounding transaction.
   */
  insert(account: NewAccount): Promise<void>;
  find(id: string): Promise<AccountState | null>;
  findByEmailKey(emailKey: string): Promise<AccountState | null>;
  /**
   * Reads an account by incrementing a private counter, so that transactions that depend on the
   * same account conflict instead of interleaving; null when absent or deleted.
   */
  lock(id: string): Promise<AccountState | null>;
  /**
   * Lists accounts, newest first. `emailKey` restricts the list to the account with this key.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(
    input: Pick<ListAccountsInput, 'limit' | 'cursor' | 'role'> & { readonly emailKey?: string },
  ): Promise<Page<AccountState>>;
  updateProfile(
    id: string,
    profile: { readonly name?: string; readonly locale?: Locale },
  ): Promise<AccountState | null>;
  /** Null disables sign-in until a password is set by an emailed link. */
  setPassword(id: string, passwordHash: string | null): Promise<boolean>;
  /** Replaces the hash only while it is still `expected`; for rehashing with newer parameters. */
  replacePasswordHash(id: string, expected: string, passwordHash: string): Promise<boolean>;
  startEmailChange(id: string, change: EmailChange): Promise<boolean>;
  /**
   * Marks a side as confirmed and returns the account after it; null when no such change is open.
   */
  confirmEmailChange(
    id: string,
    changeId: string,
    side: 'old' | 'new',
    now: Date,
  ): Promise<AccountState | null>;
  /**
   * Sets the new address, which counts as verified at `at`, and completes the change.
   * @throws {AuthError} ACCOUNT_EMAIL_TAKEN, as `insert`.
   */
  completeEmailChange(id: string, changeId: string, at: Date): Promise<boolean>;
  /** Records that the owner has proved access to the mailbox again. */
  verifyEmail(id: string, at: Date): Promise<boolean>;
  /** Removes an expired change of address; false when there is none. */
  dropExpiredEmailChange(id: string, now: Date): Promise<boolean>;
  /** Removes a pending change of address, if any. */
  dropEmailChange(id: string): Promise<boolean>;
  setRole(id: string, role: string): Promise<boolean>;
  /**
   * Counts the accounts of a role that can sign in: not disabled, with a password. Writes to each of
   * them, so that two transactions that each remove one from the role conflict (snapshot isolation
   * alone allows both).
   */
  lockByRole(role: string): Promise<number>;
  setDisabled(id: string, at: Date | null): Promise<boolean>;
  /** Stores an unconfirmed secret; false when a confirmed one exists. */
  startTotp(id: string, secret: string): Promise<boolean>;
  /** Confirms the started secret, spends `step` and sets the codes; false when there is none. */
  confirmTotp(id: string, step: number, recoveryCodeHashes: readonly string[]): Promise<boolean>;
  /**
   * Replaces the sealed secret by one sealed with a newer key, only while it is still `expected`.
   */
  resealTotp(id: string, expected: string, secret: string): Promise<boolean>;
  /** Lists sealed secrets of accounts that are not deleted, by id, starting after `afterId`. */
  listTotpSecrets(
    afterId: string,
    limit: number,
  ): Promise<readonly { readonly accountId: string; readonly secret: string }[]>;
  removeTotp(id: string): Promise<boolean>;
  /** Spends a time step; false when it or a later one is already spent. */
  consumeTotpStep(id: string, step: number): Promise<boolean>;
  replaceRecoveryCodes(id: string, recoveryCodeHashes: readonly string[]): Promise<boolean>;
  /** Spends a recovery code; false when the account has no code with this hash. */
  consumeRecoveryCode(id: string, hash: string): Promise<boolean>;
  /**
   * Removes all personal data and leaves a tombstone that other data may refer to: no email address,
   * name `''`, the role `role`, no secrets. Data in other collections remains to be erased; see
   * `listErasable`.
   */
  anonymize(id: string, role: string, at: Date): Promise<boolean>;
  /** Removes pending changes of any account to this address. */
  dropEmailChangesTo(emailKey: string): Promise<void>;
  /** Lists deleted accounts that are due for erasure in other collections, in any order. */
  listErasable(
    now: Date,
    limit: number,
  ): Promise<readonly { readonly id: string; readonly deletedAt: Date }[]>;
  /** Sets the time of the next erasure of a deleted account. */
  postponeErasure(id: string, dueAt: Date): Promise<void>;
  /** Marks the erasure of a deleted account as complete. */
  finishErasure(id: string, at: Date): Promise<void>;
}

/** Converts a duplicate-key error to ACCOUNT_EMAIL_TAKEN; rethrows anything else. */
function readDuplicate(error: unknown): unknown {
  return isDuplicateKey(error) && error.message.includes('emailKey')
    ? new AuthError('ACCOUNT_EMAIL_TAKEN', { cause: error })
    : error;
}

/** Matches an account that is not deleted: no write may add personal data to a tombstone. */
const notDeleted = (id: string) => ({ _id: id, deletedAt: null });

function createAccountStore({ model }: CollectionContext<AccountDocument>): AccountStore {
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

    lock: (id) => updateAndRead(notDeleted(id), { $inc: { revision: 1 } }),

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
      return updateAndRead(notDeleted(id), { $set: change });
    },

    setPassword: (id, passwordHash) => update(notDeleted(id), { $set: { passwordHash } }),

    replacePasswordHash: (id, expected, passwordHash) =>
      update({ ...notDeleted(id), passwordHash: expected }, { $set: { passwordHash } }),

    startEmailChange: (id, change) => update(notDeleted(id), { $set: { emailChange: change } }),

    confirmEmailChange: (id, changeId, side, now) =>
      updateAndRead(
        {
          ...notDeleted(id),
          'emailChange.id': changeId,
          'emailChange.expiresAt': { $gt: now },
        },
        {
          $set: {
            [side === 'old' ? 'emailChange.isOldConfirmed' : 'emailChange.isNewConfirmed']: true,
          },
        },
      ),

    async completeEmailChange(id, changeId, at) {
      const filter = {
        ...notDeleted(id),
        'emailChange.id': changeId,
        'emailChange.isOldConfirmed': true,
        'emailChange.isNewConfirmed': true,
      };
      const change = {
        email: '$emailChange.email',
        emailKey: '$emailChange.emailKey',
        emailVerifiedAt: at,
        emailChange: null,
      };
      const result = await model
        .updateOne(filter, [{ $set: change }], { updatePipeline: true })
        .catch((error: unknown) => {
          throw readDuplicate(error);
        });
      return result.matchedCount === 1;
    },

    verifyEmail: (id, at) => update(notDeleted(id), { $set: { emailVerifiedAt: at } }),

    dropExpiredEmailChange: (id, now) =>
      update(
        { ...notDeleted(id), 'emailChange.expiresAt': { $lte: now } },
        { $set: { emailChange: null } },
      ),

    dropEmailChange: (id) => update(notDeleted(id), { $set: { emailChange: null } }),

    setRole: (id, role) => update(notDeleted(id), { $set: { role } }),

    async lockByRole(role) {
      const active = { role, disabledAt: null, deletedAt: null, passwordHash: { $ne: null } };
      return (await model.updateMany(active, { $inc: { revision: 1 } })).matchedCount;
    },

    setDisabled: (id, at) => update(notDeleted(id), { $set: { disabledAt: at } }),

    startTotp: (id, secret) =>
      update(
        { ...notDeleted(id), 'totp.isConfirmed': { $ne: true } },
        { $set: { totp: { secret, isConfirmed: false, lastStep: 0 } } },
      ),

    confirmTotp: (id, step, recoveryCodeHashes) =>
      update(
        { ...notDeleted(id), 'totp.isConfirmed': false },
        { $set: { 'totp.isConfirmed': true, 'totp.lastStep': step, recoveryCodeHashes } },
      ),

    resealTotp: (id, expected, secret) =>
      update({ ...notDeleted(id), 'totp.secret': expected }, { $set: { 'totp.secret': secret } }),

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
        { ...notDeleted(id), totp: { $ne: null } },
        { $set: { totp: null, recoveryCodeHashes: [] } },
      ),

    consumeTotpStep: (id, step) =>
      update(
        { ...notDeleted(id), 'totp.isConfirmed': true, 'totp.lastStep': { $lt: step } },
        { $set: { 'totp.lastStep': step } },
      ),

    replaceRecoveryCodes: (id, recoveryCodeHashes) =>
      update({ ...notDeleted(id), 'totp.isConfirmed': true }, { $set: { recoveryCodeHashes } }),

    consumeRecoveryCode: (id, hash) =>
      update(
        { ...notDeleted(id), recoveryCodeHashes: hash },
        { $pull: { recoveryCodeHashes: hash } },
      ),

    anonymize: (id, role, at) =>
      update(notDeleted(id), {
        $set: {
          email: null,
          name: '',
          role,
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

/** Accounts of people, one per email address. */
export const accounts: StoreDefinition<AccountStore> = defineCollection({
  name: ACCOUNTS,
  schema: accountSchema,
  indexes: accountIndexes,
  store: createAccountStore,
});

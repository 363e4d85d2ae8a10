import {
  type CollectionContext,
  defineCollection,
  maxReadMs,
  newId,
  type StoreDefinition,
} from '@trastienda/mongo';
import { ACCOUNTS } from '../accounts/account-schema.ts';
import type { SessionAccount, SessionDocument, SessionState } from './session-document.ts';
import { sessionIndexes, sessionSchema } from './session-schema.ts';

/**
 * Stored sessions. Attributes are stored and returned unchanged, so that Lucia's conformance suite
 * can use its own.
 */
export interface SessionStore {
  newPublicId(): string;
  insert(session: SessionState): Promise<void>;
  /**
   * Returns session and account by one aggregation over two indexes; null when either is absent.
   */
  findWithAccount(
    id: string,
  ): Promise<{ readonly session: SessionState; readonly account: SessionAccount } | null>;
  /** Lists these sessions with their accounts unless they have expired, by one aggregation. */
  listWithAccounts(
    ids: readonly { readonly accountId: string; readonly publicId: string }[],
    now: Date,
  ): Promise<{ readonly session: SessionState; readonly account: SessionAccount }[]>;
  /** Lists unexpired sessions, last seen first; at most `limit`. */
  listByAccount(accountId: string, now: Date, limit: number): Promise<SessionState[]>;
  /** Lists every session of the account, including expired ones. */
  allByAccount(accountId: string): Promise<SessionState[]>;
  /** Extends the expiry, up to the attributes' `absoluteExpiresAt`, if any. */
  extend(id: string, expiresAt: Date): Promise<void>;
  /** Moves `lastSeenAt` forward only. */
  touch(id: string, lastSeenAt: Date): Promise<void>;
  setAuthenticatedAt(accountId: string, publicId: string, at: Date): Promise<boolean>;
  delete(id: string): Promise<boolean>;
  deleteByPublicId(accountId: string, publicId: string): Promise<boolean>;
  /** Returns the number of deleted sessions. */
  deleteByAccount(accountId: string, exceptPublicId?: string): Promise<number>;
  /**
   * Deletes the least recently seen sessions of an account beyond `keep`; at most 1000 per call.
   * Returns the number of deleted sessions.
   */
  deleteLeastSeen(accountId: string, keep: number): Promise<number>;
  deleteExpired(now: Date): Promise<void>;
}

/** Maximum sessions deleted per call, so that a call for a huge account stays short. */
const MAX_DELETED = 1000;

/** Account fields that no session check may read. */
const ACCOUNT_SECRETS = [
  'emailKey',
  'passwordHash',
  'totp',
  'recoveryCodeHashes',
  'emailChange',
  'emailVerifiedAt',
  'erasureDueAt',
  'erasedAt',
  'revision',
] as const;

type JoinedDocument = SessionDocument & {
  readonly account: SessionAccount['attributes'] & { readonly _id: string };
};

function toState({ _id, accountId, expiresAt, attributes }: SessionDocument): SessionState {
  return { id: _id, accountId, expiresAt, attributes };
}

function createSessionStore({ model }: CollectionContext<SessionDocument>): SessionStore {
  const toJoined = ({ account, ...session }: JoinedDocument) => {
    const { _id: id, ...attributes } = account;
    return { session: toState(session), account: { id, attributes } };
  };
  const joinAccount = {
    from: ACCOUNTS,
    localField: 'accountId',
    foreignField: '_id',
    as: 'account',
  };
  const dropSecrets = Object.fromEntries(ACCOUNT_SECRETS.map((field) => [`account.${field}`, 0]));

  return {
    newPublicId: () => newId(),

    async insert({ id, ...session }) {
      await model.create({ _id: id, ...session });
    },

    async findWithAccount(id) {
      const [joined] = await model
        .aggregate<JoinedDocument>([
          { $match: { _id: id } },
          { $lookup: joinAccount },
          { $unwind: '$account' },
          { $project: dropSecrets },
        ])
        .option({ maxTimeMS: maxReadMs() });
      if (joined === undefined) return null;
      return toJoined(joined);
    },

    async listWithAccounts(ids, now) {
      const found = await model
        .aggregate<JoinedDocument>([
          {
            $match: {
              accountId: { $in: ids.map(({ accountId }) => accountId) },
              'attributes.publicId': { $in: ids.map(({ publicId }) => publicId) },
              expiresAt: { $gt: now },
            },
          },
          { $lookup: joinAccount },
          { $unwind: '$account' },
          { $project: dropSecrets },
        ])
        .option({ maxTimeMS: maxReadMs() });
      return found.map(toJoined);
    },

    async listByAccount(accountId, now, limit) {
      const documents = await model
        .find({ accountId, expiresAt: { $gt: now } })
        .sort({ 'attributes.lastSeenAt': -1 })
        .limit(limit)
        .maxTimeMS(maxReadMs())
        .lean<SessionDocument[]>();
      return documents.map(toState);
    },

    async allByAccount(accountId) {
      const documents = await model.find({ accountId }).lean<SessionDocument[]>();
      return documents.map(toState);
    },

    async extend(id, expiresAt) {
      // A single write: a session deleted meanwhile stays deleted, and no read precedes it. `$min`
      // ignores an absent field.
      const end = { $min: [expiresAt, '$attributes.absoluteExpiresAt'] };
      await model.updateOne({ _id: id }, [{ $set: { expiresAt: end } }], { updatePipeline: true });
    },

    async touch(id, lastSeenAt) {
      await model.updateOne({ _id: id }, { $max: { 'attributes.lastSeenAt': lastSeenAt } });
    },

    async setAuthenticatedAt(accountId, publicId, at) {
      const filter = { accountId, 'attributes.publicId': publicId };
      const change = { $set: { 'attributes.authenticatedAt': at } };
      return (await model.updateOne(filter, change)).matchedCount === 1;
    },

    async delete(id) {
      return (await model.deleteOne({ _id: id })).deletedCount === 1;
    },

    async deleteByPublicId(accountId, publicId) {
      const filter = { accountId, 'attributes.publicId': publicId };
      return (await model.deleteOne(filter)).deletedCount === 1;
    },

    async deleteByAccount(accountId, exceptPublicId) {
      const others = exceptPublicId !== undefined && {
        'attributes.publicId': { $ne: exceptPublicId },
      };
      return (await model.deleteMany({ accountId, ...others })).deletedCount;
    },

    async deleteLeastSeen(accountId, keep) {
      const surplus = await model
        .find({ accountId })
        .select({ _id: 1 })
        .sort({ 'attributes.lastSeenAt': -1 })
        .skip(keep)
        .limit(MAX_DELETED)
        .lean<Pick<SessionDocument, '_id'>[]>();
      if (surplus.length === 0) return 0;
      const ids = surplus.map(({ _id }) => _id);
      return (await model.deleteMany({ _id: { $in: ids } })).deletedCount;
    },

    async deleteExpired(now) {
      await model.deleteMany({ expiresAt: { $lte: now } });
    },
  };
}

/** Sessions, by the hash of their token. */
export const sessions: StoreDefinition<SessionStore> = defineCollection({
  name: 'sessions',
  schema: sessionSchema,
  indexes: sessionIndexes,
  store: createSessionStore,
});

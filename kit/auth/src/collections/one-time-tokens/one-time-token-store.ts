import { type CollectionContext, defineCollection, type StoreDefinition } from '@trastienda/mongo';
import type {
  OneTimeToken,
  OneTimeTokenDocument,
  TokenPurpose,
} from './one-time-token-document.ts';
import { oneTimeTokenIndexes, oneTimeTokenSchema } from './one-time-token-schema.ts';

export interface OneTimeTokenStore {
  insert(token: OneTimeToken): Promise<void>;
  /**
   * Finds a token without spending it; null when it is unknown, spent, expired, from the future or
   * for another purpose.
   */
  find(hash: string, purpose: TokenPurpose, now: Date): Promise<OneTimeToken | null>;
  /** Spends a token: one of two concurrent callers gets it, the other null. */
  consume(hash: string, purpose: TokenPurpose, now: Date): Promise<OneTimeToken | null>;
  /** Deletes the tokens of an account, by default for all purposes. */
  deleteByAccount(accountId: string, purpose?: TokenPurpose): Promise<void>;
  /** Deletes the tokens whose payload has this `emailKey`. */
  deleteByEmailKey(emailKey: string): Promise<void>;
}

/** Maximum difference between the clocks of two servers. */
const MAX_AHEAD_MS = 60_000;

function toToken({ _id, ...token }: OneTimeTokenDocument): OneTimeToken {
  return { hash: _id, ...token };
}

function createOneTimeTokenStore({
  model,
}: CollectionContext<OneTimeTokenDocument>): OneTimeTokenStore {
  // Every filter checks the expiry, because the server removes expired tokens up to a minute late.
  // A token from the future was created before the clock was set back, and would live too long.
  const usable = (hash: string, purpose: TokenPurpose, now: Date) => ({
    _id: hash,
    purpose,
    createdAt: { $lte: new Date(now.getTime() + MAX_AHEAD_MS) },
    expiresAt: { $gt: now },
  });

  return {
    async insert({ hash, ...token }) {
      await model.create({ _id: hash, ...token });
    },

    async find(hash, purpose, now) {
      const document = await model.findOne(usable(hash, purpose, now)).lean<OneTimeTokenDocument>();
      return document && toToken(document);
    },

    async consume(hash, purpose, now) {
      const document = await model
        .findOneAndDelete(usable(hash, purpose, now))
        .lean<OneTimeTokenDocument>();
      return document && toToken(document);
    },

    async deleteByAccount(accountId, purpose) {
      await model.deleteMany({ accountId, ...(purpose !== undefined && { purpose }) });
    },

    async deleteByEmailKey(emailKey) {
      await model.deleteMany({ 'payload.emailKey': emailKey });
    },
  };
}

/** Email links and unfinished sign-ins. */
export const oneTimeTokens: StoreDefinition<OneTimeTokenStore> = defineCollection({
  name: 'one_time_tokens',
  schema: oneTimeTokenSchema,
  indexes: oneTimeTokenIndexes,
  store: createOneTimeTokenStore,
});

import type { ListApiKeysInput } from '@trastienda/auth-contract';
import {
  type CollectionContext,
  defineCollection,
  mapPage,
  newId,
  type Page,
  readNewest,
  type StoreDefinition,
} from '@trastienda/mongo';
import type { ApiKeyDocument, ApiKeyState, NewApiKey } from './api-key-document.ts';
import { apiKeyIndexes, apiKeySchema } from './api-key-schema.ts';

export interface ApiKeyStore {
  newId(): string;
  insert(key: NewApiKey): Promise<ApiKeyState>;
  /** Finds the key with this hash unless it is revoked or expired. */
  findActive(hash: string, now: Date): Promise<ApiKeyState | null>;
  /** Returns which of these keys are neither revoked nor expired. */
  findActiveIds(ids: readonly string[], now: Date): Promise<ReadonlySet<string>>;
  /**
   * Lists keys, newest first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(input: ListApiKeysInput): Promise<Page<ApiKeyState>>;
  /**
   * Revokes a key and returns it; null when there is none. A second revocation keeps the first
   * time.
   */
  revoke(id: string, at: Date): Promise<ApiKeyState | null>;
  /** Revokes all keys that an account has created; returns their number. */
  revokeByCreator(createdBy: string, at: Date): Promise<number>;
  /** Renames the keys that an account has created. */
  renameByCreator(createdBy: string, name: string): Promise<void>;
  /** Moves `lastUsedAt` forward only. */
  touch(id: string, lastUsedAt: Date): Promise<void>;
}

function toState({ _id, hash: _, ...key }: ApiKeyDocument): ApiKeyState {
  return { id: _id, ...key };
}

function createApiKeyStore({ model }: CollectionContext<ApiKeyDocument>): ApiKeyStore {
  return {
    newId: () => newId(),

    async insert({ id, ...key }) {
      const document = { _id: id, ...key, lastUsedAt: null, revokedAt: null };
      await model.create(document);
      return toState(document);
    },

    async findActive(hash, now) {
      const document = await model
        .findOne({ hash, revokedAt: null, expiresAt: { $gt: now } })
        .lean<ApiKeyDocument>();
      return document && toState(document);
    },

    async findActiveIds(ids, now) {
      const found = await model
        .find({ _id: { $in: [...ids] }, revokedAt: null, expiresAt: { $gt: now } })
        .select({ _id: 1 })
        .lean<Pick<ApiKeyDocument, '_id'>[]>();
      return new Set(found.map(({ _id }) => _id));
    },

    async list({ limit, cursor }) {
      const list = 'api-keys';
      return mapPage(await readNewest(model, { list, match: {}, limit, cursor }), toState);
    },

    async revoke(id, at) {
      const document = await model
        .findOneAndUpdate({ _id: id }, [{ $set: { revokedAt: { $ifNull: ['$revokedAt', at] } } }], {
          returnDocument: 'after',
          updatePipeline: true,
        })
        .lean<ApiKeyDocument>();
      return document && toState(document);
    },

    async revokeByCreator(createdBy, at) {
      const result = await model.updateMany(
        { createdBy, revokedAt: null },
        { $set: { revokedAt: at } },
      );
      return result.modifiedCount;
    },

    async renameByCreator(createdBy, name) {
      await model.updateMany({ createdBy }, { $set: { name } });
    },

    async touch(id, lastUsedAt) {
      await model.updateOne({ _id: id }, { $max: { lastUsedAt } });
    },
  };
}

/** API keys, by hash. */
export const apiKeys: StoreDefinition<ApiKeyStore> = defineCollection({
  name: 'api_keys',
  schema: apiKeySchema,
  indexes: apiKeyIndexes,
  store: createApiKeyStore,
});

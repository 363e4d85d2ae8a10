import type { ApiKeyPage, ApiKeyView, ListApiKeysInput } from '@trastienda/contract';
import type { Connection } from 'mongoose';
import { newId } from '../ids/new-id.ts';
import { readNewest } from '../paging/read-newest.ts';
import type { ApiKeyDocument, NewApiKey } from './api-key-document.ts';
import { apiKeySchema } from './api-key-schema.ts';

export interface ApiKeyStore {
  newId(): string;
  insert(key: NewApiKey): Promise<ApiKeyView>;
  /** The key with this hash unless it is revoked or expired. */
  findActive(hash: string, now: Date): Promise<ApiKeyView | null>;
  /** Newest first. `CURSOR_INVALID`. */
  list(input: ListApiKeysInput): Promise<ApiKeyPage>;
  /** The key after it; null when there is none. Revoking twice keeps the first time. */
  revoke(id: string, at: Date): Promise<ApiKeyView | null>;
  /** Ends the keys that an account has made; how many. */
  revokeByCreator(createdBy: string, at: Date): Promise<number>;
  /** Names the keys that an account has made anew: names are what people think of. */
  renameByCreator(createdBy: string, name: string): Promise<void>;
  /** Only forward in time. */
  touch(id: string, lastUsedAt: Date): Promise<void>;
}

function toView(document: ApiKeyDocument): ApiKeyView {
  return {
    id: document._id,
    name: document.name,
    permissions: [...document.permissions],
    createdBy: document.createdBy,
    createdAt: document.createdAt.toISOString(),
    expiresAt: document.expiresAt.toISOString(),
    lastUsedAt: document.lastUsedAt?.toISOString() ?? null,
    revokedAt: document.revokedAt?.toISOString() ?? null,
  };
}

export function createApiKeyStore(connection: Connection): ApiKeyStore {
  const model = connection.model<ApiKeyDocument>('ApiKey', apiKeySchema);

  return {
    newId: () => newId(),

    async insert({ id, ...key }) {
      const document = { _id: id, ...key, lastUsedAt: null, revokedAt: null };
      await model.create(document);
      return toView(document);
    },

    async findActive(hash, now) {
      const document = await model
        .findOne({ hash, revokedAt: null, expiresAt: { $gt: now } })
        .lean<ApiKeyDocument>();
      return document && toView(document);
    },

    async list({ limit, cursor }) {
      const list = 'api-keys';
      const { documents, nextCursor } = await readNewest(model, { list, match: {}, limit, cursor });
      return { items: documents.map(toView), nextCursor };
    },

    async revoke(id, at) {
      const document = await model
        .findOneAndUpdate({ _id: id }, [{ $set: { revokedAt: { $ifNull: ['$revokedAt', at] } } }], {
          returnDocument: 'after',
          updatePipeline: true,
        })
        .lean<ApiKeyDocument>();
      return document && toView(document);
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

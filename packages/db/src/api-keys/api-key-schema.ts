import { Schema } from 'mongoose';
import type { ApiKeyDocument } from './api-key-document.ts';

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const dateOrNull = { type: Date, default: null } as const;

export const apiKeySchema = new Schema<ApiKeyDocument>(
  {
    _id: text,
    hash: text,
    name: text,
    permissions: [String],
    createdBy: text,
    createdAt: date,
    expiresAt: date,
    lastUsedAt: dateOrNull,
    revokedAt: dateOrNull,
  },
  { collection: 'api_keys', strict: 'throw', versionKey: false },
);

// Every call with an API key looks it up by its hash. The list walks the index on `_id`.
apiKeySchema.index({ hash: 1 }, { unique: true });
// Disabling an account revokes the keys that it has created.
apiKeySchema.index({ createdBy: 1 });

import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import type { ApiKeyDocument } from './api-key-document.ts';

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const dateOrNull = { type: Date, default: null } as const;

export const apiKeySchema = defineSchema<ApiKeyDocument>(
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
  { strict: 'throw', versionKey: false },
);

export const apiKeyIndexes: readonly IndexDefinition[] = [
  // The list walks the index on `_id`.
  { keys: { hash: 1 }, unique: true, serves: 'Every call with an API key looks it up by its hash' },
  { keys: { createdBy: 1 }, serves: 'Disabling an account revokes the keys that it has created' },
];

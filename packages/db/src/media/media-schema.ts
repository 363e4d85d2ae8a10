import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import type { MediaDocument } from './media-document.ts';

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;

export const mediaSchema = defineSchema<MediaDocument>(
  {
    _id: text,
    status: text,
    position: text,
    uploadedAt: { type: Date, required: true },
    leaseUntil: { type: Date, default: null },
    uses: number,
    width: number,
    height: number,
    contentType: text,
    widths: [Number],
    bytes: number,
    fileName: { type: String, default: null },
  },
  { strict: 'throw', minimize: false, versionKey: false },
);

export const mediaIndexes: readonly IndexDefinition[] = [
  { keys: { status: 1, position: 1 }, serves: 'admin.media.list, newest first' },
  {
    keys: { leaseUntil: 1, _id: 1 },
    serves: 'The worker removes what interrupted uploads and deletions have left',
    partialFilterExpression: { leaseUntil: { $type: 'date' } },
  },
];

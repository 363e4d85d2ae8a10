import { Schema } from 'mongoose';
import type { MigrationDocument } from './migration-document.ts';

export const migrationSchema = new Schema<MigrationDocument>(
  {
    _id: { type: String, required: true },
    startedAt: { type: Date, required: true },
    finishedAt: { type: Date, default: null },
    error: { type: String, default: null },
  },
  { collection: 'migrations', strict: 'throw', versionKey: false },
);

import { Schema } from 'mongoose';
import { defineCollection } from '../collections/define-collection.ts';
import type { MigrationDocument } from './migration-document.ts';

const migrationSchema = new Schema<MigrationDocument>(
  {
    _id: { type: String, required: true },
    startedAt: { type: Date, required: true },
    finishedAt: { type: Date, default: null },
    error: { type: String, default: null },
  },
  { strict: 'throw', versionKey: false },
);

/** Migrations that have started in this database. */
export const migrationRecords = defineCollection({ name: 'migrations', schema: migrationSchema });

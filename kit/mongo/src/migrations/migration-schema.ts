import { defineCollection } from '../collections/define-collection.ts';
import { defineSchema } from '../collections/define-schema.ts';
import type { MigrationDocument } from './migration-document.ts';

const migrationSchema = defineSchema<MigrationDocument>(
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

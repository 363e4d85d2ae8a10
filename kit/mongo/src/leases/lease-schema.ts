import { defineSchema } from '../collections/define-schema.ts';

/** The holder of a job and the end of its lease, in `leases`. */
export interface LeaseDocument {
  /** Name of the job. */
  readonly _id: string;
  readonly holder: string;
  readonly until: Date;
}

const text = { type: String, required: true } as const;

export const leaseSchema = defineSchema<LeaseDocument>(
  { _id: text, holder: text, until: { type: Date, required: true } },
  { strict: 'throw', versionKey: false },
);

import { Schema } from 'mongoose';

/** Who does a job, and until when, in `leases`. */
export interface LeaseDocument {
  /** The job. */
  readonly _id: string;
  readonly holder: string;
  readonly until: Date;
}

const text = { type: String, required: true } as const;

export const leaseSchema = new Schema<LeaseDocument>(
  { _id: text, holder: text, until: { type: Date, required: true } },
  { collection: 'leases', strict: 'throw', versionKey: false },
);

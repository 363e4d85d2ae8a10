import { Schema } from 'mongoose';

/** An upgrade of stored data that was made, in `upgrades`. */
export interface UpgradeDocument {
  /** Its name. */
  readonly _id: string;
  readonly at: Date;
}

export const upgradeSchema = new Schema<UpgradeDocument>(
  { _id: { type: String, required: true }, at: { type: Date, required: true } },
  { collection: 'upgrades', strict: 'throw', versionKey: false },
);

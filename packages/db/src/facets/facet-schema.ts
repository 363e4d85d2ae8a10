import { Schema } from 'mongoose';

export type FacetKind = 'total' | 'in-stock' | 'tag' | 'vendor' | 'type';

/** How many active products have a value. */
export interface FacetDocument {
  /** Kind and folded value, as `tag:men`. */
  _id: string;
  kind: FacetKind;
  /** The value as the first product that had it spells it. */
  label: string;
  count: number;
}

export const facetSchema = new Schema<FacetDocument>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    label: { type: String, default: '' },
    count: { type: Number, required: true },
  },
  { collection: 'facets', strict: 'throw', versionKey: false },
);

// catalog.facets: the most frequent values of a kind, the order between equals being stable.
facetSchema.index({ kind: 1, count: -1, _id: 1 });

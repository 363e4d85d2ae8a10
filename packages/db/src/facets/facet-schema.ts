import { defineSchema, type IndexDefinition } from '@trastienda/mongo';

export type FacetKind = 'total' | 'in-stock' | 'tag' | 'vendor' | 'type';

/** Number of active products with a value. */
export interface FacetDocument {
  /** Kind and folded value, such as `tag:men`. */
  _id: string;
  kind: FacetKind;
  /** The value in the spelling of the first product that had it. */
  label: string;
  count: number;
}

export const facetSchema = defineSchema<FacetDocument>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    label: { type: String, default: '' },
    count: { type: Number, required: true },
  },
  { strict: 'throw', versionKey: false },
);

export const facetIndexes: readonly IndexDefinition[] = [
  {
    keys: { kind: 1, count: -1, _id: 1 },
    serves: 'catalog.facets: the most frequent values of a kind, in a stable order',
  },
];

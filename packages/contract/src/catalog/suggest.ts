import { lineOfText } from '@trastienda/base';
import { z } from 'zod';
import { ProductSummary } from './product-view.ts';

/** Maximum number of products that are suggested. */
const MAX_SUGGESTIONS = 10;

export const SuggestInput = z.object({
  /** What has been typed. */
  text: lineOfText(100),
  limit: z.int().min(1).max(MAX_SUGGESTIONS).default(6),
});
export type SuggestInput = z.output<typeof SuggestInput>;

/** A product that continues a text. */
export const ProductSuggestion = ProductSummary.pick({
  slug: true,
  title: true,
  image: true,
  priceRange: true,
  isInStock: true,
});
export type ProductSuggestion = z.infer<typeof ProductSuggestion>;

/** A value of a filter of lists, in the spelling of products. */
export const ValueSuggestion = z.object({
  filter: z.enum(['tag', 'vendor', 'productType']),
  value: z.string(),
});
export type ValueSuggestion = z.infer<typeof ValueSuggestion>;

/** What continues a text that is being typed, the most relevant first. */
export const SuggestionsView = z.object({
  products: z.array(ProductSuggestion),
  /** Tags, vendors and types with words that the text begins; few, and none without an index in memory. */
  values: z.array(ValueSuggestion),
});
export type SuggestionsView = z.infer<typeof SuggestionsView>;

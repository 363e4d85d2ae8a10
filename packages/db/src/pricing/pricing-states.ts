/** A variant that can be bought now. */
export interface SellableVariant {
  readonly sku: string;
  readonly productId: string;
  readonly slug: string;
  readonly title: string;
  readonly optionValues: readonly string[];
  readonly imageUrl: string | null;
  /** In the shop's currency. */
  readonly price: { readonly amount: number; readonly currency: string };
  readonly weightGrams: number | null;
  readonly requiresShipping: boolean;
  readonly isTaxable: boolean;
}

/** A variant as somebody would buy it now. */
export interface SellableVariant {
  readonly sku: string;
  readonly productId: string;
  readonly slug: string;
  readonly title: string;
  readonly optionValues: readonly string[];
  readonly imageUrl: string | null;
  /** In the shop's own currency. */
  readonly price: { readonly amount: number; readonly currency: string };
  readonly weightGrams: number | null;
  readonly requiresShipping: boolean;
  readonly isTaxable: boolean;
}

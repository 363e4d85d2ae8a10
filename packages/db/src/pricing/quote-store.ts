import { type Collection, defineStore, maxReadMs, type StoreContext } from '@trastienda/mongo';
import { MAX_AUTOMATIC_DISCOUNTS, MAX_SHIPPING_METHODS } from '@trastienda/shop-contract';
import type { PipelineStage } from 'mongoose';
import type { ProductDocument, VariantDocument } from '../products/product-document.ts';
import { products } from '../products/product-store.ts';
import type { DiscountDocument, DiscountState } from './discount-document.ts';
import { discounts, toDiscountState } from './discount-store.ts';
import type { SellableVariant } from './pricing-states.ts';
import type { ShippingMethodDocument, ShippingMethodState } from './shipping-method-document.ts';
import { shippingMethods, toShippingMethodState } from './shipping-method-store.ts';
import type { TaxZoneDocument, TaxZoneState } from './tax-zone-document.ts';
import { taxZones, toTaxZoneState } from './tax-zone-store.ts';

/** Products, discount codes and destination of a quote. */
export interface QuoteQuery {
  readonly skus: readonly string[];
  readonly discountCodes: readonly string[];
  /** Null when not known yet: then neither tax zones nor shipping methods are read. */
  readonly destination: { readonly country: string; readonly region: string | null } | null;
}

/** The tax zone of a destination. */
export interface DestinationTaxZone {
  /** The zone of the region, else of its country, else of the rest of the world. */
  readonly zone: TaxZoneState | null;
  /** Whether any region of the country has a zone. */
  readonly hasRegions: boolean;
}

/** Products and rules that the price of a cart depends on. */
export interface QuoteBasis {
  /** The variants of active products, in no particular order. */
  readonly variants: readonly SellableVariant[];
  /** Active discounts with one of the codes, and those without a code. */
  readonly discounts: readonly DiscountState[];
  /** Null without a destination. */
  readonly tax: DestinationTaxZone | null;
  /** All methods, oldest first; empty without a destination. */
  readonly shippingMethods: readonly ShippingMethodState[];
}

export interface QuoteStore {
  /** Reads what a quote depends on, with one command. Joins a transaction. */
  read(query: QuoteQuery): Promise<QuoteBasis>;
}

/** A product with only the requested variants. */
type FoundProduct = Pick<ProductDocument, '_id' | 'slug' | 'title' | 'currency' | 'images'> & {
  readonly variants: readonly VariantDocument[];
};

interface FoundBasis {
  readonly products: readonly FoundProduct[];
  readonly discounts: readonly DiscountDocument[];
  readonly taxZones?: readonly TaxZoneDocument[];
  readonly regionalZones?: readonly unknown[];
  readonly shippingMethods?: readonly ShippingMethodDocument[];
}

type Lookup = NonNullable<PipelineStage.Lookup['$lookup']['pipeline']>;

const lookup = (
  from: Pick<Collection<unknown>, 'name'>,
  as: string,
  pipeline: Lookup,
): PipelineStage.Lookup => ({ $lookup: { from: from.name, as, pipeline } });

function destinationStages({
  country,
  region,
}: NonNullable<QuoteQuery['destination']>): PipelineStage[] {
  return [
    lookup(taxZones, 'taxZones', [
      { $match: { country: { $in: [null, country] }, region: { $in: [null, region] } } },
      // Null sorts before every text, so in descending order the narrower zone comes first. A zone
      // without a country has no region.
      { $sort: { country: -1, region: -1 } },
      { $limit: 1 },
    ]),
    lookup(taxZones, 'regionalZones', [
      { $match: { country, region: { $gt: '' } } },
      { $limit: 1 },
      { $project: { _id: 1 } },
    ]),
    lookup(shippingMethods, 'shippingMethods', [
      // All of them, in the order of the index.
      { $match: { _id: { $gt: '' } } },
      { $sort: { _id: 1 } },
      { $limit: MAX_SHIPPING_METHODS },
    ]),
  ];
}

/**
 * The collections of rules are small and not sharded: in a transaction, MongoDB before 8.0 joins no
 * other ones.
 */
function stagesOf({ skus, discountCodes, destination }: QuoteQuery): PipelineStage[] {
  return [
    { $match: { 'variants.sku': { $in: skus }, status: 'active' } },
    {
      $project: {
        slug: 1,
        title: 1,
        currency: 1,
        images: { $slice: ['$images', 1] },
        // A product may have thousands of variants. A SKU that starts with $ must not be read as an
        // expression.
        variants: {
          $filter: { input: '$variants', cond: { $in: ['$$this.sku', { $literal: skus }] } },
        },
      },
    },
    // One document, also when nothing is for sale. A SKU belongs to one product.
    { $facet: { products: [{ $limit: Math.max(1, skus.length) }] } },
    lookup(discounts, 'discounts', [
      { $match: { isActive: true, code: { $in: [null, ...discountCodes] } } },
      { $limit: MAX_AUTOMATIC_DISCOUNTS + discountCodes.length },
    ]),
    ...(destination === null ? [] : destinationStages(destination)),
  ];
}

function toSellable(product: FoundProduct, variant: VariantDocument): SellableVariant {
  return {
    sku: variant.sku,
    productId: product._id.toHexString(),
    slug: product.slug,
    title: product.title,
    optionValues: variant.optionValues,
    imageUrl: variant.imageUrl ?? product.images[0]?.url ?? null,
    price: { amount: variant.price, currency: product.currency },
    weightGrams: variant.weightGrams,
    requiresShipping: variant.requiresShipping,
    isTaxable: variant.isTaxable,
  };
}

function toTax({ taxZones, regionalZones }: FoundBasis): DestinationTaxZone | null {
  if (taxZones === undefined) return null;
  const [zone] = taxZones;
  return {
    zone: zone === undefined ? null : toTaxZoneState(zone),
    hasRegions: regionalZones !== undefined && regionalZones.length > 0,
  };
}

function createQuoteStore({
  models: { products: model },
}: StoreContext<{ products: ProductDocument }>): QuoteStore {
  return {
    async read(query) {
      const [found] = await model
        .aggregate<FoundBasis>(stagesOf(query))
        // The indexes that start with the status would read the whole catalog.
        .hint({ 'variants.sku': 1 })
        .option({ maxTimeMS: maxReadMs() });
      if (found === undefined) throw new Error('The database has not read a quote.');
      return {
        variants: found.products.flatMap((product) =>
          product.variants.map((variant) => toSellable(product, variant)),
        ),
        discounts: found.discounts.map(toDiscountState),
        tax: toTax(found),
        shippingMethods: (found.shippingMethods ?? []).map(toShippingMethodState),
      };
    },
  };
}

/** Reads of products and of all collections of pricing rules. */
export const quotes = defineStore({ models: { products }, store: createQuoteStore });

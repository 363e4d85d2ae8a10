import { defineSchema, type IndexDefinition, type SchemaField } from '@trastienda/mongo';
import type { ProductFields, VariantFields } from '@trastienda/shop-contract';
import { Schema } from 'mongoose';
import type { ListingDocument, ProductDocument, VariantDocument } from './product-document.ts';

const text = { type: String, required: true } as const;
// Mongoose treats '' as absent where a string is required; most of our texts may be empty.
const anyText = { type: String, default: '' } as const;
const textOrNull = { type: String, default: null } as const;
const number = { type: Number, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const part = { _id: false, strict: 'throw', minimize: false } as const;

/** A storage type for each field of the contract; a missing field is a compile error. */
type StorageTypes<Fields> = { readonly [Field in keyof Fields]-?: SchemaField<Fields[Field]> };

const variantFields = {
  sku: text,
  optionValues: [String],
  price: number,
  compareAtPrice: { type: Number, default: null },
  barcode: textOrNull,
  weightGrams: { type: Number, default: null },
  requiresShipping: flag,
  isTaxable: flag,
  imageUrl: textOrNull,
} as const satisfies StorageTypes<Pick<VariantDocument, keyof VariantFields>>;

const productFields = {
  slug: text,
  title: text,
  vendor: textOrNull,
  productType: textOrNull,
  tags: [String],
  descriptionHtml: anyText,
  seo: { title: textOrNull, description: textOrNull },
  images: [defineSchema<ProductFields['images'][number]>({ url: text, alt: textOrNull }, part)],
  optionNames: [String],
  status: text,
} satisfies StorageTypes<ProductFields>;

const variantSchema = defineSchema<VariantDocument>(
  { ...variantFields, inventory: { isTracked: flag, quantity: number, policy: text } },
  part,
);

const listingSchema = defineSchema<ListingDocument>(
  {
    keys: [String],
    words: [String],
    price: number,
    order: { title: text, price: text, newest: text },
  },
  part,
);

export const productSchema = defineSchema<ProductDocument>(
  {
    ...productFields,
    sourceHandle: String,
    variants: [variantSchema],
    currency: text,
    maxPrice: number,
    isInStock: flag,
    revision: number,
    eventSequence: Number,
    media: Schema.Types.Mixed,
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    listing: { type: listingSchema, required: true },
  },
  { strict: 'throw', minimize: false, versionKey: false },
);

export const productIndexes: readonly IndexDefinition[] = [
  {
    keys: { slug: 1 },
    unique: true,
    serves: 'Lookup by slug for catalog.get and imports; two products cannot share a URL',
  },
  {
    keys: { sourceHandle: 1 },
    unique: true,
    sparse: true,
    serves: 'Lookup by imports of products whose handle is not a slug',
  },
  {
    keys: { 'variants.sku': 1 },
    unique: true,
    serves: 'Lookup of variants by SKU; a SKU is unique in the shop',
  },
  {
    keys: { media: 1 },
    sparse: true,
    serves: 'Whether a product shows an uploaded image, which then cannot be deleted',
  },
  {
    keys: { 'variants.barcode': 1 },
    serves: 'Products by a whole barcode, where the database searches',
  },
  // Equality on status and one key, then the order itself: a page of a list reads only its own
  // entries. Both directions of an order walk the same index.
  {
    keys: { status: 1, 'listing.keys': 1, 'listing.order.title': 1 },
    serves: 'catalog.list by title',
  },
  {
    keys: { status: 1, 'listing.keys': 1, 'listing.order.price': 1 },
    serves: 'catalog.list by price',
  },
  {
    keys: { status: 1, 'listing.keys': 1, 'listing.order.newest': 1 },
    serves: 'catalog.list by newest',
  },
  {
    keys: { status: 1, 'listing.words': 1 },
    serves: 'catalog.list with a search: a range for a word prefix',
  },
];

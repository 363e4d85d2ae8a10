import { productFixture } from '@trastienda/shop-testing';
import { Types } from 'mongoose';
import type { ProductState } from '../products/product-document.ts';

const NOW = new Date('2026-01-31T12:00:00.000Z');

/** Builds a product for the store; unnamed fields have defaults. */
export function productState(
  overrides: Parameters<typeof productFixture>[0] & { readonly createdAt?: Date } = {},
): ProductState {
  const { createdAt = NOW, ...fields } = overrides;
  return {
    ...productFixture(fields),
    id: new Types.ObjectId().toHexString(),
    revision: 1,
    createdAt,
    updatedAt: createdAt,
  };
}

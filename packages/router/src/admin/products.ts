import {
  ArchiveProductInput,
  CreateProductInput,
  ImportReport,
  StaffGetProductInput,
  StaffListProductsInput,
  StaffProductPage,
  StaffProductView,
  UpdateProductInput,
} from '@trastienda/shop-contract';
import { IMPORT_DEADLINE_MS } from '../deadlines.ts';
import { ProductImportForm } from '../forms/product-import-form.ts';
import { mutation, query } from '../procedures.ts';

/** The catalog for staff. */
export const products = {
  archive: mutation(
    {
      access: 'catalog:write',
      summary: 'Removes a product from sale',
      input: ArchiveProductInput,
      output: StaffProductView,
      errors: ['PRODUCT_NOT_FOUND', 'PRODUCT_REVISION_STALE'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.catalog.archive(input, ctx.origin),
  ),

  create: mutation(
    {
      access: 'catalog:write',
      summary: 'Creates a product and opens the stock of its SKUs',
      input: CreateProductInput,
      output: StaffProductView,
      errors: [
        'PRODUCT_SLUG_TAKEN',
        'VARIANT_SKU_TAKEN',
        'CURRENCY_UNSUPPORTED',
        'MEDIA_NOT_FOUND',
      ],
      idempotency: 'none',
    },
    ({ ctx, input }) => ctx.services.catalog.create(input, ctx.origin),
  ),

  get: query(
    {
      access: 'catalog:read',
      summary: 'Returns a product of any status by its id',
      input: StaffGetProductInput,
      output: StaffProductView,
      errors: ['PRODUCT_NOT_FOUND'],
    },
    ({ ctx, input }) => ctx.services.catalog.staffGet(input),
  ),

  import: mutation(
    {
      access: 'catalog:write',
      summary: 'Imports a Shopify product CSV',
      description:
        'Each product is imported completely or not at all; products that the file does not name stay as they are.',
      input: ProductImportForm,
      output: ImportReport,
      errors: ['IMPORT_FILE_INVALID'],
      idempotency: 'natural',
      takesForm: true,
      deadline: IMPORT_DEADLINE_MS,
      cost: 40,
      limits: ['catalogImport'],
    },
    ({ ctx, input: { file, replaceVariants }, signal }) =>
      ctx.services.catalog.import(() => file.stream(), ctx.origin, {
        replaceVariants,
        signal,
      }),
  ),

  list: query(
    {
      access: 'catalog:read',
      summary: 'Lists products of one status',
      input: StaffListProductsInput.prefault({}),
      output: StaffProductPage,
      errors: ['CURSOR_INVALID', 'CURRENCY_UNSUPPORTED'],
    },
    ({ ctx, input }) => ctx.services.catalog.staffList(input),
  ),

  update: mutation(
    {
      access: 'catalog:write',
      summary: 'Updates the given fields of a product',
      input: UpdateProductInput,
      output: StaffProductView,
      errors: [
        'PRODUCT_NOT_FOUND',
        'PRODUCT_REVISION_STALE',
        'PRODUCT_SLUG_TAKEN',
        'VARIANT_SKU_TAKEN',
        'CURRENCY_UNSUPPORTED',
        'MEDIA_NOT_FOUND',
      ],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.catalog.update(input, ctx.origin),
  ),
};

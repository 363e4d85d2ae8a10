// Access
export {
  type Actor,
  ANONYMOUS,
  type AnonymousActor,
  type MachineActor,
  requirePermission,
} from './access/actor.ts';
export { PERMISSIONS, Permission } from './access/permission.ts';
// Catalogue
export {
  FacetsInput,
  FacetsView,
  type FacetValue,
  MAX_FACET_PRODUCTS,
  MAX_FACET_VALUES,
} from './catalog/facets.ts';
export {
  ImportRejection,
  ImportReport,
  MAX_REPORTED_REJECTIONS,
  MAX_REPORTED_ROWS,
} from './catalog/import-products.ts';
export {
  GetProductInput,
  ListProductsInput,
  ProductFilter,
  ProductSort,
  StaffGetProductInput,
  StaffListProductsInput,
} from './catalog/list-products.ts';
export {
  isVariantInStock,
  ProductImage,
  ProductStatus,
  Seo,
  VariantInventory,
} from './catalog/product-parts.ts';
export {
  ProductPage,
  ProductSummary,
  ProductView,
  StaffProductPage,
  StaffProductSummary,
  StaffProductView,
  StaffVariantView,
  VariantView,
} from './catalog/product-view.ts';
export {
  ArchiveProductInput,
  CreateProductInput,
  UpdateProductInput,
  VariantInput,
} from './catalog/write-product.ts';
// Errors
export { ERRORS, type ErrorDefinition, type ErrorReason } from './errors/error-table.ts';
export { type ErrorDetails, type FieldErrors, ShopError } from './errors/shop-error.ts';
// Primitives
export { HttpUrl, Id, Sku, Slug, Timestamp } from './primitives/identifiers.ts';
export {
  CurrencyCode,
  MinorUnits,
  Money,
  minorUnitDigits,
  parseMoney,
} from './primitives/money.ts';
export { Cursor, MAX_PAGE_SIZE, PageInput } from './primitives/page.ts';

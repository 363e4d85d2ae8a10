import type { Clock, CurrencyCode, Fallible } from '@trastienda/base';
import type {
  ArchiveProductInput,
  CallOrigin,
  CreateProductInput,
  FacetsInput,
  FacetsView,
  GetProductInput,
  ImportReport,
  ListProductsInput,
  ProductPage,
  ProductView,
  StaffGetProductInput,
  StaffListProductsInput,
  StaffProductPage,
  StaffProductView,
  SuggestInput,
  SuggestionsView,
  UpdateProductInput,
} from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import type { CsvSource } from '../base/csv/csv-source.ts';
import type { ImportProgress } from '../base/csv/import-progress.ts';
import type { ImageLibrary } from '../media/image-library.ts';
import type { SearchIndex } from '../search/search-index.ts';

/** Dependencies of the catalog. */
export interface CatalogDeps {
  readonly database: Pick<
    Database,
    'products' | 'facets' | 'audit' | 'stock' | 'events' | 'media' | 'transaction'
  >;
  readonly clock: Clock;
  /** The only currency of the shop's product prices. */
  readonly currency: CurrencyCode;
  /** The shop's own images; by default there are none. */
  readonly images?: ImageLibrary;
  /** Finds products by words; by default the database does. */
  readonly search?: SearchIndex;
}

/** Options of an import. */
export interface ImportOptions {
  /** True to remove variants that the file does not name; they are kept by default. */
  readonly replaceVariants?: boolean;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * The catalog of products for sale. Inputs are already parsed; failures are `ShopError`s. Every
 * change is recorded in the audit log.
 */
export interface CatalogService {
  /**
   * Lists active products.
   * @throws {ShopError} CURSOR_INVALID or CURRENCY_UNSUPPORTED.
   */
  list(input: ListProductsInput): Fallible<ProductPage, 'CURSOR_INVALID' | 'CURRENCY_UNSUPPORTED'>;
  /**
   * Returns an active product by its slug. Whether it is in stock follows changes of stock within
   * about a second, as in lists.
   * @throws {ShopError} PRODUCT_NOT_FOUND when there is none, also for draft and archived products.
   */
  get(input: GetProductInput): Fallible<ProductView, 'PRODUCT_NOT_FOUND'>;
  /** Returns active products, and values of filters, that continue a text. */
  suggest(input: SuggestInput): Promise<SuggestionsView>;
  /**
   * Counts the filterable values of active products.
   * @throws {ShopError} CURRENCY_UNSUPPORTED when the price filter is in another currency.
   */
  facets(input: FacetsInput): Fallible<FacetsView, 'CURRENCY_UNSUPPORTED'>;
  /**
   * Lists products of one status.
   * @throws {ShopError} CURSOR_INVALID or CURRENCY_UNSUPPORTED.
   */
  staffList(
    input: StaffListProductsInput,
  ): Fallible<StaffProductPage, 'CURSOR_INVALID' | 'CURRENCY_UNSUPPORTED'>;
  /**
   * Returns a product of any status by its id with its current stock.
   * @throws {ShopError} PRODUCT_NOT_FOUND when there is none.
   */
  staffGet(input: StaffGetProductInput): Fallible<StaffProductView, 'PRODUCT_NOT_FOUND'>;
  /**
   * Creates a product and opens stock of its SKUs.
   * @throws {ShopError} PRODUCT_SLUG_TAKEN, VARIANT_SKU_TAKEN, CURRENCY_UNSUPPORTED or MEDIA_NOT_FOUND.
   */
  create(
    input: CreateProductInput,
    origin: CallOrigin,
  ): Fallible<
    StaffProductView,
    'PRODUCT_SLUG_TAKEN' | 'VARIANT_SKU_TAKEN' | 'CURRENCY_UNSUPPORTED' | 'MEDIA_NOT_FOUND'
  >;
  /**
   * Updates the given fields of a product.
   * @throws {ShopError} as `create`, and PRODUCT_NOT_FOUND or PRODUCT_REVISION_STALE.
   */
  update(
    input: UpdateProductInput,
    origin: CallOrigin,
  ): Fallible<
    StaffProductView,
    | 'PRODUCT_NOT_FOUND'
    | 'PRODUCT_REVISION_STALE'
    | 'PRODUCT_SLUG_TAKEN'
    | 'VARIANT_SKU_TAKEN'
    | 'CURRENCY_UNSUPPORTED'
    | 'MEDIA_NOT_FOUND'
  >;
  /**
   * Removes a product from sale; archiving twice changes nothing.
   * @throws {ShopError} PRODUCT_NOT_FOUND when there is none.
   */
  archive(
    input: ArchiveProductInput,
    origin: CallOrigin,
  ): Fallible<StaffProductView, 'PRODUCT_NOT_FOUND' | 'PRODUCT_REVISION_STALE'>;
  /**
   * Imports a Shopify product CSV. Each product is imported completely or not at all; a file that
   * cannot be read to its end changes nothing. Quantities open the stock of new SKUs and do not
   * change existing stock; products that the file does not name stay as they are. The audit log
   * gets one entry for the whole import, also when it is interrupted.
   * @throws {ShopError} IMPORT_FILE_INVALID when the file is not a valid product CSV.
   */
  import(
    source: CsvSource,
    origin: CallOrigin,
    options?: ImportOptions,
  ): Fallible<ImportReport, 'IMPORT_FILE_INVALID'>;
  /**
   * Writes all products as a CSV that `import` and Shopify read, in parts. Importing it changes nothing
   * in the same shop, and makes the same catalog in an empty one.
   */
  export(): AsyncIterable<string>;
}

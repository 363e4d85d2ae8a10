import type {
  ArchiveProductInput,
  CallOrigin,
  CreateProductInput,
  CurrencyCode,
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
  UpdateProductInput,
} from '@trastienda/contract';
import type { Database } from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';
import type { CsvSource } from '../base/csv/csv-source.ts';
import type { ImportProgress } from '../base/csv/import-progress.ts';

/** What the catalogue is built on. */
export interface CatalogDeps {
  readonly database: Pick<Database, 'products' | 'facets' | 'audit' | 'stock' | 'transaction'>;
  readonly clock: Clock;
  /** The one currency in which the shop's products are priced. */
  readonly currency: CurrencyCode;
}

/** How a file is imported. */
export interface ImportOptions {
  /** Whether variants of a product that the file does not name are taken away; they stay unless told. */
  readonly replaceVariants?: boolean;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * The catalogue: what the shop sells. Inputs are parsed already; failures are `ShopError`s. What
 * changes something says so in the audit log.
 */
export interface CatalogService {
  /** Active products, a page at a time. `CURSOR_INVALID`, `CURRENCY_UNSUPPORTED`. */
  list(input: ListProductsInput): Promise<ProductPage>;
  /**
   * An active product by its slug, with its stock of this moment; lists may be a little behind.
   * `PRODUCT_NOT_FOUND`, also for drafts and archived ones.
   */
  get(input: GetProductInput): Promise<ProductView>;
  /** What the active products have in common, counted. `CURRENCY_UNSUPPORTED`. */
  facets(input: FacetsInput): Promise<FacetsView>;
  /** Products of any one status. `CURSOR_INVALID`, `CURRENCY_UNSUPPORTED`. */
  staffList(input: StaffListProductsInput): Promise<StaffProductPage>;
  /** A product of any status by its id, with its stock of this moment. `PRODUCT_NOT_FOUND`. */
  staffGet(input: StaffGetProductInput): Promise<StaffProductView>;
  /** `PRODUCT_SLUG_TAKEN`, `VARIANT_SKU_TAKEN`, `CURRENCY_UNSUPPORTED`. */
  create(input: CreateProductInput, origin: CallOrigin): Promise<StaffProductView>;
  /** As `create`, and `PRODUCT_NOT_FOUND`, `PRODUCT_REVISION_STALE`. */
  update(input: UpdateProductInput, origin: CallOrigin): Promise<StaffProductView>;
  /** Takes a product off the shelf; archiving twice changes nothing. `PRODUCT_NOT_FOUND`. */
  archive(input: ArchiveProductInput, origin: CallOrigin): Promise<StaffProductView>;
  /**
   * Imports a Shopify product CSV. A product is imported whole or not at all; a file that cannot
   * be read to its end changes nothing. Quantities open the stock of new SKUs and change no other;
   * what the file does not name stays.
   * The audit log has one entry for the whole of it, also when it was cut short.
   * `IMPORT_FILE_INVALID`.
   */
  import(source: CsvSource, origin: CallOrigin, options?: ImportOptions): Promise<ImportReport>;
}

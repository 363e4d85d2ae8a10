import type { Clock, Fallible, Keyed } from '@trastienda/base';
import type {
  AdjustStockInput,
  CallOrigin,
  ConfigureStockInput,
  GetStockInput,
  ListStockInput,
  ListStockMovementsInput,
  ReceiveStockInput,
  StockImportReport,
  StockMovementPage,
  StockPage,
  StockView,
} from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import type { CsvSource } from '../base/csv/csv-source.ts';
import type { ImportProgress } from '../base/csv/import-progress.ts';

/** Dependencies of the stock service. */
export interface StockDeps {
  readonly database: Pick<Database, 'stock' | 'products' | 'audit' | 'idempotency' | 'transaction'>;
  readonly clock: Clock;
}

/** Options of an import of inventory. */
export interface StockImportOptions {
  /** Locations whose quantities are summed; all by default. */
  readonly locations?: readonly string[];
  /** True to set SKUs again that the same file has set before. */
  readonly again?: boolean;
  /** Called with the number of SKUs set out of all that the file counts. */
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

/** Stock management by staff. */
export interface StockService {
  get(input: GetStockInput): Fallible<StockView, 'STOCK_NOT_FOUND'>;
  list(input: ListStockInput): Fallible<StockPage, 'CURSOR_INVALID'>;
  movements(input: ListStockMovementsInput): Fallible<StockMovementPage, 'CURSOR_INVALID'>;
  receive(
    input: Keyed<ReceiveStockInput>,
    origin: CallOrigin,
  ): Fallible<StockView, 'STOCK_NOT_FOUND' | 'IDEMPOTENCY_KEY_REUSED'>;
  adjust(
    input: Keyed<AdjustStockInput>,
    origin: CallOrigin,
  ): Fallible<StockView, 'STOCK_NOT_FOUND' | 'STOCK_INSUFFICIENT' | 'IDEMPOTENCY_KEY_REUSED'>;
  configure(input: ConfigureStockInput, origin: CallOrigin): Fallible<StockView, 'STOCK_NOT_FOUND'>;
  /**
   * Sets stock to the quantities of a Shopify inventory CSV, a hundred SKUs per transaction. A file
   * that cannot be read to its end changes nothing; repeating the same file changes nothing either,
   * so that later sales are kept. Each change is a movement and an audit log entry, and the whole
   * import has an entry too.
   * @throws {ShopError} IMPORT_FILE_INVALID when the file is not a valid inventory CSV.
   */
  import(
    source: CsvSource,
    origin: CallOrigin,
    options?: StockImportOptions,
  ): Fallible<StockImportReport, 'IMPORT_FILE_INVALID'>;
}

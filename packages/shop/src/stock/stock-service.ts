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
} from '@trastienda/contract';
import type { Database } from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';
import type { CsvSource } from '../base/csv/csv-source.ts';
import type { ImportProgress } from '../base/csv/import-progress.ts';

/** What stock is built on. */
export interface StockDeps {
  readonly database: Pick<Database, 'stock' | 'products' | 'audit' | 'idempotency' | 'transaction'>;
  readonly clock: Clock;
}

/** How an inventory file is imported. */
export interface StockImportOptions {
  /** The locations whose quantities are summed; all of them unless some are named. */
  readonly locations?: readonly string[];
  /** Whether SKUs that the same file has set before are set again. */
  readonly again?: boolean;
  /** Told how many SKUs were set of all that the file counts. */
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

/** What staff do with stock. */
export interface StockService {
  get(input: GetStockInput): Promise<StockView>;
  list(input: ListStockInput): Promise<StockPage>;
  movements(input: ListStockMovementsInput): Promise<StockMovementPage>;
  receive(input: ReceiveStockInput, origin: CallOrigin): Promise<StockView>;
  adjust(input: AdjustStockInput, origin: CallOrigin): Promise<StockView>;
  configure(input: ConfigureStockInput, origin: CallOrigin): Promise<StockView>;
  /**
   * Sets stock to what an inventory CSV of Shopify says, a hundred SKUs to a transaction. A file that
   * cannot be read to its end changes nothing; the same file again changes nothing either, so that
   * what was sold since stays sold. Each change is a movement and an entry of the audit log, which
   * has one for the whole import as well. `IMPORT_FILE_INVALID`.
   */
  import(
    source: CsvSource,
    origin: CallOrigin,
    options?: StockImportOptions,
  ): Promise<StockImportReport>;
}

import {
  AdjustStockInput,
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
import { IMPORT_DEADLINE_MS } from '../deadlines.ts';
import { StockImportForm } from '../forms/stock-import-form.ts';
import { mutation, query } from '../procedures.ts';

/** Stock of SKUs. */
export const stock = {
  adjust: mutation(
    {
      access: 'stock:write',
      summary: 'Adds or removes units, with a reason',
      input: AdjustStockInput,
      output: StockView,
      errors: ['STOCK_NOT_FOUND', 'STOCK_INSUFFICIENT'],
      idempotency: 'key',
    },
    ({ ctx, input }) => ctx.services.stock.adjust(input, ctx.origin),
  ),

  configure: mutation(
    {
      access: 'stock:write',
      summary: 'Sets whether stock is tracked and may be oversold',
      input: ConfigureStockInput,
      output: StockView,
      errors: ['STOCK_NOT_FOUND'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.stock.configure(input, ctx.origin),
  ),

  get: query(
    {
      access: 'stock:read',
      summary: 'Returns the stock of a SKU',
      input: GetStockInput,
      output: StockView,
      errors: ['STOCK_NOT_FOUND'],
    },
    ({ ctx, input }) => ctx.services.stock.get(input),
  ),

  import: mutation(
    {
      access: 'stock:write',
      summary: 'Sets stock to the quantities of a Shopify inventory CSV',
      description: 'Repeating the same file changes nothing, so that later sales are kept.',
      input: StockImportForm,
      output: StockImportReport,
      errors: ['IMPORT_FILE_INVALID'],
      idempotency: 'natural',
      takesForm: true,
      deadline: IMPORT_DEADLINE_MS,
      cost: 40,
      limits: ['stockImport'],
    },
    ({ ctx, input: { file, ...options }, signal }) =>
      ctx.services.stock.import(() => file.stream(), ctx.origin, {
        ...options,
        signal,
      }),
  ),

  list: query(
    {
      access: 'stock:read',
      summary: 'Lists stock by SKU',
      input: ListStockInput.prefault({}),
      output: StockPage,
      errors: ['CURSOR_INVALID'],
    },
    ({ ctx, input }) => ctx.services.stock.list(input),
  ),

  movements: query(
    {
      access: 'stock:read',
      summary: 'Lists the movements of a SKU, newest first',
      input: ListStockMovementsInput,
      output: StockMovementPage,
      errors: ['CURSOR_INVALID'],
    },
    ({ ctx, input }) => ctx.services.stock.movements(input),
  ),

  receive: mutation(
    {
      access: 'stock:write',
      summary: 'Adds delivered units',
      input: ReceiveStockInput,
      output: StockView,
      errors: ['STOCK_NOT_FOUND'],
      idempotency: 'key',
    },
    ({ ctx, input }) => ctx.services.stock.receive(input, ctx.origin),
  ),
};

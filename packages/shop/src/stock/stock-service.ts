import type {
  AdjustStockInput,
  CallOrigin,
  ConfigureStockInput,
  GetStockInput,
  ListStockInput,
  ListStockMovementsInput,
  ReceiveStockInput,
  StockMovementPage,
  StockPage,
  StockView,
} from '@trastienda/contract';

/** What staff do with stock. */
export interface StockService {
  get(input: GetStockInput): Promise<StockView>;
  list(input: ListStockInput): Promise<StockPage>;
  movements(input: ListStockMovementsInput): Promise<StockMovementPage>;
  receive(input: ReceiveStockInput, origin: CallOrigin): Promise<StockView>;
  adjust(input: AdjustStockInput, origin: CallOrigin): Promise<StockView>;
  configure(input: ConfigureStockInput, origin: CallOrigin): Promise<StockView>;
}

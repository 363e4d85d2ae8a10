import { auditedOrigin } from '@trastienda/base';
import { callerOf, mapPage, runIdempotent } from '@trastienda/mongo';
import {
  type AuditAction,
  type AuditEntryView,
  type CallOrigin,
  ShopError,
  type StockView,
} from '@trastienda/shop-contract';
import type { StockState } from '@trastienda/shop-db';
import { adjustStock, configureStock, receiveStock } from './change-stock.ts';
import { createImportStock } from './import-stock.ts';
import type { StockChangeContext } from './stock-change-context.ts';
import type { StockDeps, StockService } from './stock-service.ts';
import { toStockMovementView, toStockView } from './stock-view.ts';

/** Creates the stock service for staff; each change has an entry in the audit log. */
export function createStockService(deps: StockDeps): StockService {
  const { database, clock } = deps;
  const { stock } = database;

  const causeOf = (origin: CallOrigin, reason: string | null): StockChangeContext => ({
    at: clock.now(),
    requestId: origin.requestId,
    ...(reason !== null && { reason }),
  });

  const record = (
    action: Extract<AuditAction, `stock.${string}`>,
    subjectId: string,
    details: AuditEntryView['details'],
    origin: CallOrigin,
  ) =>
    database.audit.append({
      ...{ action, subjectId, details },
      ...auditedOrigin(origin),
      at: clock.now(),
    });

  const onceFor = (
    procedure: string,
    input: { readonly idempotencyKey: string },
    origin: CallOrigin,
    work: () => Promise<StockView>,
  ) => runIdempotent(deps, { procedure, caller: callerOf(origin), input }, work);

  const get = async (sku: string): Promise<StockState> => {
    const [found] = await stock.find([sku]);
    if (found === undefined) throw new ShopError('STOCK_NOT_FOUND', { details: { sku } });
    return found;
  };

  return {
    ...createImportStock(deps),
    get: async ({ sku }) => toStockView(await get(sku)),
    list: async (input) => mapPage(await stock.list(input), toStockView),
    movements: async (input) => mapPage(await stock.listMovements(input), toStockMovementView),

    receive: (input, origin) =>
      onceFor('stock.receive', input, origin, async () => {
        const { sku, quantity, reason } = input;
        const after = await receiveStock(database, { sku, quantity }, causeOf(origin, reason));
        await record('stock.received', sku, { quantity, onHand: after.onHand }, origin);
        return toStockView(after);
      }),

    adjust: (input, origin) =>
      onceFor('stock.adjust', input, origin, async () => {
        const { sku, change, reason } = input;
        const after = await adjustStock(
          database,
          { sku, quantity: change },
          causeOf(origin, reason),
        );
        await record('stock.adjusted', sku, { change, onHand: after.onHand }, origin);
        return toStockView(after);
      }),

    configure: ({ sku, lowStockAt }, origin) =>
      database.transaction(async () => {
        const before = await get(sku);
        if (before.lowStockAt === lowStockAt) return toStockView(before);
        const after = await configureStock(database, sku, lowStockAt, causeOf(origin, null));
        await record('stock.configured', sku, { lowStockAt }, origin);
        return toStockView(after);
      }),
  };
}

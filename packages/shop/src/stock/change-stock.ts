import { MAX_STOCK, ShopError } from '@trastienda/shop-contract';
import type { Database, StockChange, StockQuantity, StockState } from '@trastienda/shop-db';
import { planSettings, planStep, type StockStep, stepMovement } from './plan-change.ts';
import type { StockChangeContext } from './stock-change-context.ts';
import { isStockSufficient } from './stock-levels.ts';
import { stockTooLarge } from './stock-too-large.ts';

/**
 * Stores that changes of stock use. Each change reads its SKUs, checks all of them, then writes,
 * with a movement per SKU and an event when availability crosses zero or `lowStockAt`. It joins the
 * caller's transaction, or runs in a new one.
 */
export type StockDatabase = Pick<Database, 'stock' | 'transaction'>;

/** Merges quantities by SKU and sorts them in the order in which every transaction locks SKUs. */
function inOrder(items: readonly StockQuantity[]): StockQuantity[] {
  const bySku = new Map<string, number>();
  for (const { sku, quantity } of items) {
    if (!Number.isSafeInteger(quantity) || quantity < 1) {
      throw new RangeError(`${quantity} of ${sku} is no quantity of stock.`);
    }
    bySku.set(sku, (bySku.get(sku) ?? 0) + quantity);
  }
  return [...bySku]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([sku, quantity]) => ({ sku, quantity }));
}

const isDenied = ({ policy, available }: StockState, quantity: number) =>
  policy === 'deny' && available < quantity;

function insufficient(sku: string, available: number): ShopError {
  return new ShopError('STOCK_INSUFFICIENT', { details: { sku, available } });
}

/** Reads stock by SKU; SKUs without stock are omitted. */
export async function readStock(
  { stock }: StockDatabase,
  skus: readonly string[],
): Promise<Map<string, StockState>> {
  return new Map((await stock.find(skus)).map((state) => [state.sku, state]));
}

async function readOne(database: StockDatabase, sku: string): Promise<StockState> {
  const found = (await readStock(database, [sku])).get(sku);
  if (found === undefined) throw new ShopError('STOCK_NOT_FOUND', { details: { sku } });
  return found;
}

/** Moves existing stock, regardless of its current settings. */
async function move(
  database: StockDatabase,
  items: readonly StockQuantity[],
  cause: StockChangeContext,
  stepOf: (item: StockQuantity) => Omit<StockStep, 'sku'>,
): Promise<void> {
  const steps = inOrder(items).map((item) => ({ sku: item.sku, ...stepOf(item) }));
  if (steps.length === 0) return;
  await database.transaction(async () => {
    const states = await readStock(
      database,
      steps.map(({ sku }) => sku),
    );
    const changes = steps.map((step): StockChange => {
      const state = states.get(step.sku);
      if (state === undefined) throw new Error(`There is no stock of ${step.sku} to change.`);
      if (state.reserved + step.reservedChange < 0) {
        throw new Error(`Of ${step.sku} less is reserved than is to be ${step.kind}.`);
      }
      return planStep(state, step, cause);
    });
    await database.stock.update(changes);
  });
}

function recount(
  database: StockDatabase,
  { sku, quantity }: StockQuantity,
  kind: 'received' | 'adjusted',
  cause: StockChangeContext,
): Promise<StockState> {
  return database.transaction(async () => {
    const before = await readOne(database, sku);
    if (quantity < 0 && isDenied(before, -quantity)) throw insufficient(sku, before.available);
    if (Math.abs(before.onHand + quantity) > MAX_STOCK) {
      throw stockTooLarge(sku, kind === 'received' ? 'quantity' : 'change');
    }
    const change = planStep(
      before,
      { sku, kind, onHandChange: quantity, reservedChange: 0 },
      cause,
    );
    await database.stock.update([change]);
    return change.after;
  });
}

/**
 * Reserves all items or none. Returns the reserved items, without untracked SKUs. Skips the read
 * when the stock in `seen` suffices; the transaction is then retried if the stock has changed.
 *
 * @throws {ShopError} STOCK_INSUFFICIENT with the `sku` and the `available` quantity of the first
 * item without enough stock.
 */
export async function reserveStock(
  database: StockDatabase,
  items: readonly StockQuantity[],
  cause: StockChangeContext,
  seen: readonly StockState[] = [],
): Promise<StockQuantity[]> {
  const wanted = inOrder(items);
  if (wanted.length === 0) return [];
  const known = new Map(seen.map((state) => [state.sku, state]));
  const isSeen = wanted.every(({ sku, quantity }) => {
    const state = known.get(sku);
    // Untracked stock is not written, so nothing would guard a change of what was seen.
    return state?.isTracked === true && isStockSufficient(state, quantity);
  });
  return database.transaction(async () => {
    const skus = wanted.map(({ sku }) => sku);
    const states = isSeen ? known : await readStock(database, skus);
    const changes: StockChange[] = [];
    const reserved: StockQuantity[] = [];
    for (const { sku, quantity } of wanted) {
      const state = states.get(sku);
      if (state === undefined) throw insufficient(sku, 0);
      if (!state.isTracked) continue;
      if (isDenied(state, quantity)) throw insufficient(sku, state.available);
      const step = { sku, kind: 'reserved' as const, onHandChange: 0, reservedChange: quantity };
      changes.push(planStep(state, step, cause));
      reserved.push({ sku, quantity });
    }
    await database.stock.update(changes);
    return reserved;
  });
}

/** Releases reserved units. Releasing more than is reserved is a bug and throws. */
export function releaseStock(
  database: StockDatabase,
  reserved: readonly StockQuantity[],
  cause: StockChangeContext,
): Promise<void> {
  return move(database, reserved, cause, ({ quantity }) => ({
    kind: 'released',
    onHandChange: 0,
    reservedChange: -quantity,
  }));
}

const soldStep = ({ sku, quantity }: StockQuantity): StockStep => ({
  sku,
  kind: 'sold',
  onHandChange: -quantity,
  reservedChange: -quantity,
});

/**
 * Commits reserved units as sold: removes them from stock. Throws as `releaseStock` does.
 */
export function commitStock(
  database: StockDatabase,
  reserved: readonly StockQuantity[],
  cause: StockChangeContext,
): Promise<void> {
  return database.transaction(async () => {
    const [only, ...others] = inOrder(reserved);
    if (only === undefined) return;
    // A single SKU, as of most orders, is written without a read before.
    if (others.length === 0) {
      const sold = soldStep(only);
      const movementOf = (before: StockState) => stepMovement(before, sold, cause);
      if (await database.stock.commit(only, movementOf, cause.at)) return;
    }
    await move(database, reserved, cause, soldStep);
  });
}

/** Returns sold units to stock, after a cancellation or a return. */
export function restock(
  database: StockDatabase,
  items: readonly StockQuantity[],
  cause: StockChangeContext,
): Promise<void> {
  return move(database, items, cause, ({ quantity }) => ({
    kind: 'returned',
    onHandChange: quantity,
    reservedChange: 0,
  }));
}

/**
 * Adds units that a supplier delivered.
 *
 * @throws {ShopError} STOCK_NOT_FOUND; INPUT_INVALID when the total exceeds `MAX_STOCK`.
 */
export function receiveStock(
  database: StockDatabase,
  item: StockQuantity,
  cause: StockChangeContext,
): Promise<StockState> {
  return recount(database, item, 'received', cause);
}

/**
 * Adds the signed difference that a count found.
 *
 * @throws {ShopError} as `receiveStock`, and STOCK_INSUFFICIENT as `reserveStock`.
 */
export function adjustStock(
  database: StockDatabase,
  item: StockQuantity,
  cause: StockChangeContext,
): Promise<StockState> {
  return recount(database, item, 'adjusted', cause);
}

/**
 * Sets the threshold of the low-stock event; null disables it.
 *
 * @throws {ShopError} STOCK_NOT_FOUND
 */
export function configureStock(
  database: StockDatabase,
  sku: string,
  lowStockAt: number | null,
  cause: StockChangeContext,
): Promise<StockState> {
  return database.transaction(async () => {
    const change = planSettings(await readOne(database, sku), { lowStockAt }, cause);
    await database.stock.update([change]);
    return change.after;
  });
}

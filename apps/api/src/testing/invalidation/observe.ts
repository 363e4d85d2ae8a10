import {
  type Buyer,
  type ChangedCart,
  changedAddressBookTags,
  changedCartTags,
  type EventType,
} from '@trastienda/shop-contract';
import { appRouter, toAppError } from '@trastienda/shop-router';
import { callTRPCProcedure, getTRPCErrorFromUnknown } from '@trpc/server';
import { accountOf, type Caller, type ObservedShop, STAFF } from './start-observed-shop.ts';

/** The answer of a tagged query to a caller. */
interface Answer {
  readonly path: string;
  /** As JSON, or why the call failed. */
  readonly value: string;
  /** Null when the call failed: what failed is not kept. */
  readonly tags: readonly string[] | null;
}

interface StoredEvent {
  readonly _id: string;
  readonly type: EventType;
  readonly data: Readonly<Record<string, unknown>>;
  readonly tags?: readonly string[];
}

interface Documents {
  readonly carts: ReadonlyMap<string, ChangedCart>;
  readonly books: ReadonlyMap<string, { readonly _id: string }>;
  readonly events: ReadonlyMap<string, StoredEvent>;
}

/** All answers that callers could have, and what is stored of that by which they are invalidated. */
export interface Observation {
  readonly answers: ReadonlyMap<string, Answer>;
  readonly documents: Documents;
}

/** A query that was answered differently afterwards. */
export interface ChangedAnswer {
  readonly path: string;
  /** The call, for a message. */
  readonly call: string;
  /** False when nothing has invalidated the answer. */
  readonly isTouched: boolean;
}

interface Owned {
  readonly _id: string;
  readonly buyer: Buyer;
}

const callerOf = (buyer: Buyer): Caller =>
  buyer.kind === 'guest' ? { guest: buyer } : accountOf(buyer.id);

/** Reads the documents of a collection by their ids. */
async function readById<Document extends { readonly _id: unknown }>(
  { server }: Pick<ObservedShop, 'server'>,
  collection: string,
): Promise<Map<string, Document>> {
  const found = new Map<string, Document>();
  await server.withClient(async (client) => {
    const documents = client.db().collection<Document>(collection).find<Document>({});
    for await (const document of documents) found.set(String(document._id), document);
  });
  return found;
}

const ADDRESS = { country: 'ES' };

/** Lists the calls of tagged queries: of visitors, of each buyer about everything of theirs, of staff. */
async function callsOf(
  shop: ObservedShop,
  buyers: readonly Buyer[],
): Promise<readonly (readonly [Caller, string, unknown])[]> {
  const products = await readById<{ _id: unknown; slug: string }>(shop, 'products');
  const checkouts = await readById<Owned>(shop, 'checkouts');
  const orders = await readById<Owned>(shop, 'orders');
  return [
    [{}, 'catalog.list', {}],
    [{}, 'catalog.list', { inStock: true }],
    [{}, 'catalog.facets', {}],
    [{}, 'catalog.suggest', { text: 'mug' }],
    [{}, 'shop.settings', undefined],
    ...[...products.values()].map(({ slug }) => [{}, 'catalog.get', { slug }] as const),
    ...buyers.flatMap((buyer) => {
      const caller = callerOf(buyer);
      return [
        [caller, 'cart.get', undefined],
        [caller, 'cart.shippingOptions', ADDRESS],
        [caller, 'checkout.current', undefined],
        [caller, 'checkout.preview', ADDRESS],
        [caller, 'orders.list', {}],
        ...(buyer.kind === 'guest'
          ? []
          : [
              [caller, 'addresses.get', undefined] as const,
              [caller, 'orders.claimable', undefined] as const,
            ]),
      ] as const;
    }),
    ...[...checkouts.values()].map(
      ({ _id, buyer }) => [callerOf(buyer), 'checkout.get', { checkoutId: _id }] as const,
    ),
    ...[...orders.values()].flatMap(({ _id: orderId, buyer }) => [
      [callerOf(buyer), 'orders.get', { orderId }] as const,
      [STAFF, 'admin.orders.get', { orderId }] as const,
    ]),
  ];
}

async function ask(
  shop: ObservedShop,
  [caller, path, input]: readonly [Caller, string, unknown],
): Promise<Answer> {
  const tags: string[] = [];
  try {
    const output: unknown = await callTRPCProcedure({
      ...{ router: appRouter, path, type: 'query', signal: undefined, batchIndex: 0 },
      ctx: shop.contextOf(caller, (reported) => tags.push(...reported)),
      getRawInput: async () => input,
    });
    return { path, value: JSON.stringify(output), tags };
  } catch (error) {
    const { reason } = toAppError(getTRPCErrorFromUnknown(error));
    // Of a checkout, an order or a product that is not shown any more.
    if (!reason.endsWith('_NOT_FOUND')) throw error;
    return { path, value: reason, tags: null };
  }
}

/** Asks all tagged queries, those of an earlier observation too. */
export async function observe(
  shop: ObservedShop,
  buyers: readonly Buyer[],
  earlier?: Observation,
): Promise<Observation> {
  const calls = new Map((await callsOf(shop, buyers)).map((call) => [JSON.stringify(call), call]));
  for (const call of earlier?.answers.keys() ?? []) {
    if (!calls.has(call)) calls.set(call, JSON.parse(call));
  }
  const answers = new Map<string, Answer>();
  for (const [key, call] of calls) answers.set(key, await ask(shop, call));
  return {
    answers,
    documents: {
      carts: await readById(shop, 'carts'),
      books: await readById(shop, 'address_books'),
      events: await readById(shop, 'events'),
    },
  };
}

/** Returns the documents that were added, changed or removed; of removed ones the id alone. */
function changesOf<Document extends { readonly _id: string }>(
  before: ReadonlyMap<string, Document>,
  after: ReadonlyMap<string, Document>,
): (Document | { readonly _id: string })[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  return ids
    .filter((id) => JSON.stringify(before.get(id)) !== JSON.stringify(after.get(id)))
    .map((id) => after.get(id) ?? { _id: id });
}

/** Returns the tags that were touched between two observations, and the events. */
export function touchedBetween(before: Observation, after: Observation) {
  const written = [...after.documents.events].filter(([id]) => !before.documents.events.has(id));
  const carts = changesOf(before.documents.carts, after.documents.carts);
  const books = changesOf(before.documents.books, after.documents.books);
  return {
    written: written.map(([, event]) => event),
    tags: new Set([
      ...written.flatMap(([, { tags = [] }]) => tags),
      ...carts.flatMap(changedCartTags),
      ...books.flatMap(changedAddressBookTags),
    ]),
  };
}

/** Returns the answers that are others now. */
export function changedAnswers(before: Observation, after: Observation): ChangedAnswer[] {
  const { tags: touched } = touchedBetween(before, after);
  return [...before.answers].flatMap(([call, { path, value, tags }]) =>
    tags === null || after.answers.get(call)?.value === value
      ? []
      : [{ path, call, isTouched: tags.some((tag) => touched.has(tag)) }],
  );
}

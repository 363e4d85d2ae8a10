import { readFile } from 'node:fs/promises';
import { BSON, type Document, type IndexDescription, MongoClient } from 'mongodb';

/** A call with an idempotency key, as an earlier version answered it. */
export interface EarlierCall {
  /** A key of `EarlierShop.guests`, or `staff`. */
  readonly caller: string;
  /** `router.procedure`. */
  readonly procedure: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly answer: Readonly<Record<string, unknown>>;
}

/** What a test has to know to use the shop of `loadEarlierShop`. */
export interface EarlierShop {
  /** As in `TRASTIENDA_ENCRYPTION_KEYS`. */
  readonly encryptionKeys: string;
  readonly staffToken: string;
  /** Guests' tokens: of an order, of two open checkouts, of a cart. */
  readonly guests: Readonly<Record<'buyer' | 'unpaid' | 'waiting' | 'filler', string>>;
  /** Of all accounts. */
  readonly password: string;
  /** A customer with a second factor and an email with a link to a new password on its way. */
  readonly account: {
    readonly email: string;
    readonly totpSecret: string;
    readonly recoveryCodes: readonly string[];
    readonly sessionToken: string;
  };
  /** Paid, with a line of which one of two units was refunded and restocked. */
  readonly order: { readonly id: string; readonly number: string };
  /** An open checkout without a payment. */
  readonly unpaid: string;
  /** An open checkout whose payment waits for its buyer. */
  readonly waiting: string;
  readonly calls: readonly EarlierCall[];
}

const FILE = new URL('../../fixtures/earlier-shop.jsonl', import.meta.url);

/** The value with all its dates moved. */
function moved(value: unknown, byMs: number): unknown {
  if (value instanceof Date) return new Date(value.getTime() + byMs);
  if (Array.isArray(value)) return value.map((each) => moved(each, byMs));
  if (typeof value !== 'object' || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, moved(each, byMs)]));
}

/**
 * Fills the empty database at the URI with a small shop as it was stored before there were migrations,
 * by commit 1aca359, with its indexes. Its dates are moved as if it had been written just before `now`,
 * so that nothing in it has expired.
 */
export async function loadEarlierShop(uri: string, now = new Date()): Promise<EarlierShop> {
  const lines = (await readFile(FILE, 'utf8')).trimEnd().split('\n');
  const [about = '', ...rest] = lines;
  const { takenAt, ...shop }: Omit<EarlierShop, 'calls'> & { takenAt: string } = JSON.parse(about);
  const byMs = now.getTime() - new Date(takenAt).getTime();
  const calls: EarlierCall[] = [];
  const indexes = new Map<string, IndexDescription[]>();
  const documents = new Map<string, Document[]>();
  for (const line of rest) {
    const entry: {
      readonly call?: EarlierCall;
      readonly collection?: string;
      readonly indexes?: IndexDescription[];
      readonly in?: string;
      readonly document?: Document;
    } = BSON.EJSON.parse(line);
    if (entry.call !== undefined) calls.push(JSON.parse(line).call);
    if (entry.collection !== undefined) indexes.set(entry.collection, entry.indexes ?? []);
    if (entry.in !== undefined && entry.document !== undefined) {
      const stored = documents.get(entry.in) ?? [];
      documents.set(entry.in, [...stored, moved(entry.document, byMs) as Document]);
    }
  }
  const client = new MongoClient(uri);
  try {
    for (const [name, declared] of indexes) {
      const collection = await client.db().createCollection(name);
      if (declared.length > 0) await collection.createIndexes(declared);
      const stored = documents.get(name) ?? [];
      if (stored.length > 0) await collection.insertMany(stored);
    }
  } finally {
    await client.close();
  }
  return { ...shop, calls };
}

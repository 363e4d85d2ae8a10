import type { TestDatabase } from '@trastienda/testing';

type Client = Parameters<Parameters<TestDatabase['withClient']>[0]>[0];
type Documents = Awaited<
  ReturnType<ReturnType<ReturnType<ReturnType<Client['db']>['collection']>['find']>['toArray']>
>;

/** The documents of all collections at one time. */
export interface StoredContents {
  readonly documents: ReadonlyMap<string, Documents>;
  /** The documents of each collection as text, which is equal when they are. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads the documents of all collections but those of `except`. */
export async function readContents(
  client: Client,
  except: readonly string[],
): Promise<StoredContents> {
  const listed = await client.db().listCollections({}, { nameOnly: true }).toArray();
  const names = listed.map(({ name }) => name).filter((name) => !except.includes(name));
  const read = await Promise.all(
    names.map(async (name) => {
      const documents = await client.db().collection(name).find().sort({ _id: 1 }).toArray();
      return [name, documents] as const;
    }),
  );
  // A collection without documents is like one that does not exist.
  const filled = read.filter(([, { length }]) => length > 0);
  return {
    documents: new Map(filled),
    texts: new Map(filled.map(([name, documents]) => [name, JSON.stringify(documents)])),
  };
}

/** Names the collections that differ. */
export function findChanged(before: StoredContents, after: StoredContents): string[] {
  const names = new Set([...before.texts.keys(), ...after.texts.keys()]);
  return [...names].filter((name) => before.texts.get(name) !== after.texts.get(name)).sort();
}

/** Writes documents back to the collections that have changed since they were read. */
export async function restoreContents(
  client: Client,
  saved: StoredContents,
  now: StoredContents,
): Promise<void> {
  for (const name of findChanged(saved, now)) {
    const collection = client.db().collection(name);
    await collection.deleteMany({});
    const documents = saved.documents.get(name) ?? [];
    if (documents.length > 0) await collection.insertMany([...documents]);
  }
}

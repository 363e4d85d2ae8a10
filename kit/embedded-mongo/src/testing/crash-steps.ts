import fc from 'fast-check';

type Fields = Record<string, unknown>;

/** One request of a client. {@link OP} in a command stands for the number of the attempt. */
export type Step =
  /** A command that can have a transaction number and be retried. */
  | { readonly kind: 'retryable'; readonly command: Fields }
  | { readonly kind: 'plain'; readonly command: Fields }
  | {
      readonly kind: 'transaction';
      readonly commands: readonly Fields[];
      readonly isCommitted: boolean;
    };

const OP = '<op>';

/** Inserts the number of the attempt into the command. */
export function withOp(command: Fields, op: number): Fields {
  return Object.fromEntries(
    Object.entries(command).map(([name, value]) => [name, valueWithOp(value, op)]),
  );
}

function valueWithOp(value: unknown, op: number): unknown {
  if (value === OP) return op;
  if (Array.isArray(value)) return value.map((element) => valueWithOp(element, op));
  if (typeof value !== 'object' || value === null) return value;
  return withOp({ ...value }, op);
}

const $db = 'crash';
const collection = fc.constantFrom('a', 'b', 'c');
const id = fc.oneof(
  fc.integer({ min: 0, max: 30 }),
  fc.constantFrom('ana', 'Ana', 'eva', 'x'.repeat(1000)),
);
const small = fc.integer({ min: 0, max: 5 });
const name = fc.constantFrom('ana', 'Ana', 'aná', 'eva', 'EVA', 'straße', 'strasse');
const body = fc.record(
  {
    name,
    n: small,
    tags: fc.oneof(small, fc.array(small)),
    filler: fc.integer({ min: 0, max: 3000 }).map((length) => 'f'.repeat(length)),
  },
  { noNullPrototype: true },
);

const insert = fc
  .tuple(collection, fc.uniqueArray(id, { minLength: 1, maxLength: 3 }), body)
  .map(([insert, ids, fields]): Fields => {
    const documents = ids.map((_id) => ({ _id, op: OP, ...fields }));
    return { insert, documents, $db };
  });
const update = fc
  .tuple(collection, id, name, small, fc.boolean())
  .map(([update, _id, name, n, upsert]): Fields => {
    const u = { $set: { op: OP, name }, $inc: { n } };
    return { update, updates: [{ q: { _id }, u, upsert }], $db };
  });
const replace = fc.tuple(collection, id, body).map(([findAndModify, _id, fields]): Fields => {
  return { findAndModify, query: { _id }, update: { op: OP, ...fields }, $db };
});
const remove = fc.tuple(collection, id).map(([from, _id]): Fields => {
  return { delete: from, deletes: [{ q: { _id }, limit: 1 }], $db };
});
const updateMany = fc.tuple(collection, small).map(([update, n]): Fields => {
  const u = { $set: { op: OP }, $addToSet: { tags: n } };
  return { update, updates: [{ q: { n: { $lt: n } }, u, multi: true }], $db };
});
const removeMany = fc.tuple(collection, small).map(([from, n]): Fields => {
  return { delete: from, deletes: [{ q: { n }, limit: 0 }], $db };
});

const index = fc.constantFrom<Fields>(
  { key: { n: 1 }, name: 'n' },
  { key: { tags: 1, n: -1 }, name: 'tags' },
  { key: { name: 1 }, name: 'name', collation: { locale: 'es', strength: 2 } },
  { key: { name: 1, n: 1 }, name: 'unique', unique: true },
  { key: { n: -1 }, name: 'partial', partialFilterExpression: { n: { $gt: 2 } } },
  { key: { missing: 1 }, name: 'sparse', sparse: true },
);
const administration = fc.oneof(
  fc.tuple(collection, index).map(([createIndexes, one]): Fields => {
    return { createIndexes, indexes: [one], $db };
  }),
  fc.tuple(collection, index).map(([dropIndexes, one]): Fields => {
    return { dropIndexes, index: one.name, $db };
  }),
  collection.map((drop): Fields => ({ drop, $db })),
  fc.tuple(collection, fc.boolean()).map(([create, isCollated]): Fields => {
    const options = isCollated ? { collation: { locale: 'es', strength: 1 } } : {};
    return { create, ...options, $db };
  }),
  fc.tuple(collection, collection, fc.boolean()).map(([from, to, dropTarget]): Fields => {
    const renameCollection = `${$db}.${from}`;
    return { renameCollection, to: `${$db}.${to}`, dropTarget, $db: 'admin' };
  }),
);

const write = fc.oneof(insert, update, replace, remove);

/** Generates writes of every kind, most of them to few documents, so that they conflict. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: write.map((command): Step => ({ kind: 'retryable', command })) },
  {
    weight: 2,
    arbitrary: fc
      .oneof({ weight: 3, arbitrary: updateMany }, removeMany)
      .map((command): Step => ({ kind: 'plain', command })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.array(write, { minLength: 1, maxLength: 4 }), fc.nat(4))
      .map(([commands, luck]): Step => ({ kind: 'transaction', commands, isCommitted: luck > 0 })),
  },
  { weight: 1, arbitrary: administration.map((command): Step => ({ kind: 'plain', command })) },
);

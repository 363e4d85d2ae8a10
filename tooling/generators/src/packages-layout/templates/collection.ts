import type { DomainNames } from '../../domain-names.ts';
import { collectionNameOf, withArticle, withCapitalArticle } from '../../names.ts';

/** Types of stored documents. */
export function documentOf({ one, many }: DomainNames): string {
  return `/** ${withCapitalArticle(one)} as stored in \`${collectionNameOf(many)}\`. */
export interface ${one.pascal}Document {
  readonly _id: string;
  /** Account that may read and change it. */
  readonly ownerId: string;
  readonly title: string;
  /** Sequence number of its last event. */
  readonly eventSequence: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface ${one.pascal}State extends Omit<${one.pascal}Document, '_id'> {
  readonly id: string;
}

export type New${one.pascal} = Pick<${one.pascal}State, 'ownerId' | 'title' | 'createdAt'>;
`;
}

/** The schema and the indexes. */
export function schemaOf({ one, many }: DomainNames): string {
  return `import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import type { ${one.pascal}Document } from './${one.kebab}-document.ts';

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

export const ${one.camel}Schema = defineSchema<${one.pascal}Document>(
  {
    _id: text,
    ownerId: text,
    title: text,
    eventSequence: { type: Number, required: true },
    createdAt: date,
    updatedAt: date,
  },
  { strict: 'throw', versionKey: false },
);

export const ${one.camel}Indexes: readonly IndexDefinition[] = [
  { keys: { ownerId: 1, _id: -1 }, serves: '${many.camel}.list of an account, newest first' },
];
`;
}

/** The store and the definition of the collection. */
export function storeOf({ one, many }: DomainNames): string {
  const { pascal: One } = one;
  return `import {
  type CollectionContext,
  defineCollection,
  insertPlain,
  MAX_READ_MS,
  mapPage,
  newId,
  type Page,
  readNewest,
} from '@trastienda/mongo';
import type { List${many.pascal}Input } from '@trastienda/shop-contract';
import type { New${One}, ${One}Document, ${One}State } from './${one.kebab}-document.ts';
import { ${one.camel}Indexes, ${one.camel}Schema } from './${one.kebab}-schema.ts';

export interface ${One}Store {
  /** Inserts ${withArticle(one)} whose first event is about its creation. */
  insert(${one.camel}: New${One}): Promise<${One}State>;
  /** Returns null when the account has none with this id. */
  find(id: string, ownerId: string): Promise<${One}State | null>;
  /**
   * Lists those of an account, newest first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(ownerId: string, input: List${many.pascal}Input): Promise<Page<${One}State>>;
  /** Sets the title and counts an event; null when the account has none with this id. */
  rename(
    key: Pick<${One}State, 'id' | 'ownerId'>,
    title: string,
    at: Date,
  ): Promise<${One}State | null>;
  /** Removes those of an account; returns how many. */
  removeByOwner(ownerId: string): Promise<number>;
}

function toState({ _id, ...${one.camel} }: ${One}Document): ${One}State {
  return { id: _id, ...${one.camel} };
}

function create${One}Store({ model }: CollectionContext<${One}Document>): ${One}Store {
  return {
    async insert({ ownerId, title, createdAt }) {
      const document: ${One}Document = {
        _id: newId(createdAt),
        ownerId,
        title,
        eventSequence: 1,
        createdAt,
        updatedAt: createdAt,
      };
      await insertPlain(model, [document]);
      return toState(document);
    },

    async find(id, ownerId) {
      const document = await model
        .findOne({ _id: id, ownerId })
        .maxTimeMS(MAX_READ_MS)
        .lean<${One}Document>();
      return document && toState(document);
    },

    async list(ownerId, { limit, cursor }) {
      const page = await readNewest(model, {
        list: '${many.kebab}',
        match: { ownerId },
        limit,
        cursor,
      });
      return mapPage(page, toState);
    },

    async rename({ id, ownerId }, title, at) {
      const document = await model
        .findOneAndUpdate(
          { _id: id, ownerId },
          { $set: { title, updatedAt: at }, $inc: { eventSequence: 1 } },
          { returnDocument: 'after' },
        )
        .lean<${One}Document>();
      return document && toState(document);
    },

    async removeByOwner(ownerId) {
      const { deletedCount } = await model.deleteMany({ ownerId });
      return deletedCount;
    },
  };
}

/** ${many.sentence}; each belongs to an account. */
export const ${many.camel} = defineCollection({
  name: '${collectionNameOf(many)}',
  schema: ${one.camel}Schema,
  indexes: ${one.camel}Indexes,
  store: create${One}Store,
});
`;
}

import type { DomainNames } from '../../domain-names.ts';
import { collectionNameOf, withCapitalArticle } from '../../names.ts';

/** The collection of a domain: document, indexes and store. */
export function collectionOf({ one, many }: DomainNames): string {
  const { pascal: One } = one;
  return `import {
  type CollectionContext,
  type DocumentOf,
  defineCollection,
  insertPlain,
  MAX_READ_MS,
  mapPage,
  newId,
  type Page,
  plainSchema,
  readNewest,
  type StateOf,
  stateOf,
} from '@trastienda/mongo';
import type { List${many.pascal}Input } from './${one.kebab}-schemas.ts';

/** ${withCapitalArticle(one)} as stored in \`${collectionNameOf(many)}\`. */
const FIELDS = {
  _id: String,
  /** Account that may read and change it. */
  ownerId: String,
  title: String,
  createdAt: Date,
  updatedAt: Date,
} as const;

type ${One}Document = DocumentOf<typeof FIELDS>;
export type ${One}State = StateOf<typeof FIELDS>;

/** Events of ${many.words}. */
export interface ${One}Event {
  readonly aggregate: '${one.kebab}';
  readonly type: '${one.kebab}.created' | '${one.kebab}.renamed';
  readonly data: Readonly<Record<string, never>>;
}

export interface ${One}Store {
  insert(${one.camel}: Pick<${One}State, 'ownerId' | 'title' | 'createdAt'>): Promise<${One}State>;
  /** Returns null when the account has none with this id. */
  find(id: string, ownerId: string): Promise<${One}State | null>;
  /**
   * Lists those of an account, newest first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(ownerId: string, input: List${many.pascal}Input): Promise<Page<${One}State>>;
  /** Sets the title; null when the account has none with this id. */
  rename(
    key: Pick<${One}State, 'id' | 'ownerId'>,
    title: string,
    at: Date,
  ): Promise<${One}State | null>;
  removeByOwner(ownerId: string): Promise<void>;
}

function create${One}Store({ model }: CollectionContext<${One}Document>): ${One}Store {
  return {
    async insert({ ownerId, title, createdAt }) {
      const document: ${One}Document = {
        _id: newId(createdAt),
        ownerId,
        title,
        createdAt,
        updatedAt: createdAt,
      };
      await insertPlain(model, [document]);
      return stateOf(document);
    },

    async find(id, ownerId) {
      const document = await model
        .findOne({ _id: id, ownerId })
        .maxTimeMS(MAX_READ_MS)
        .lean<${One}Document>();
      return document && stateOf(document);
    },

    async list(ownerId, { limit, cursor }) {
      const page = await readNewest(model, {
        list: '${many.kebab}',
        match: { ownerId },
        limit,
        cursor,
      });
      return mapPage(page, stateOf);
    },

    async rename({ id, ownerId }, title, at) {
      const document = await model
        .findOneAndUpdate(
          { _id: id, ownerId },
          { $set: { title, updatedAt: at } },
          { returnDocument: 'after' },
        )
        .lean<${One}Document>();
      return document && stateOf(document);
    },

    async removeByOwner(ownerId) {
      await model.deleteMany({ ownerId });
    },
  };
}

/** ${many.sentence}; each belongs to an account. */
export const ${many.camel} = defineCollection({
  name: '${collectionNameOf(many)}',
  schema: plainSchema(FIELDS),
  indexes: [
    { keys: { ownerId: 1, _id: -1 }, serves: '${many.camel}.list of an account, newest first' },
  ],
  store: create${One}Store,
});
`;
}

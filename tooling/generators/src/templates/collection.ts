import type { DomainNames } from '../domain-names.ts';
import { collectionNameOf, withArticle } from '../names.ts';

/** Names that the definition of a collection imports from `@trastienda/mongo`. */
export const COLLECTION_IMPORTS =
  'defineCollection, insertPlain, listNewest, maxReadMs, newId, type PageQuery, stateOf';

/** The list of indexes of a collection. */
export const indexesOf = ({ many }: DomainNames): string => `[
  { keys: { ownerId: 1, _id: -1 }, serves: '${many.camel}.list of an account, newest first' },
]`;

/** What the layouts have different in the definition of a collection. */
interface CollectionParts {
  /** Expressions of its schema and of its indexes. */
  readonly schema: string;
  readonly indexes: string;
  /** True for documents with the number of their last event. */
  readonly countsEvents: boolean;
}

/** The definition of a collection with its store, without imports. */
export function definitionOf(
  { one, many }: DomainNames,
  { schema, indexes, countsEvents }: CollectionParts,
): string {
  const State = `${one.pascal}State`;
  const first = countsEvents ? 'eventSequence: 1, ' : '';
  const next = countsEvents ? ', $inc: { eventSequence: 1 }' : '';
  return `/** ${many.sentence}; each belongs to an account. */
export const ${many.camel} = defineCollection({
  name: '${collectionNameOf(many)}',
  schema: ${schema},
  indexes: ${indexes},
  store: ({ model }) => ({
    /** Inserts ${withArticle(one)}${countsEvents ? ' whose first event is about its creation' : ''}. */
    async insert(
      ${one.camel}: Pick<${State}, 'ownerId' | 'title' | 'createdAt'>,
    ): Promise<${State}> {
      const { createdAt } = ${one.camel};
      const document = { ...${one.camel}, _id: newId(createdAt), ${first}updatedAt: createdAt };
      await insertPlain(model, [document]);
      return stateOf(document);
    },
    /** Returns null when the account has none with this id. */
    async find(id: string, ownerId: string): Promise<${State} | null> {
      const document = await model.findOne({ _id: id, ownerId }).maxTimeMS(maxReadMs()).lean();
      return document && stateOf(document);
    },
    /** Lists those of an account, newest first. */
    list: (ownerId: string, page: PageQuery) =>
      listNewest(model, { list: '${many.kebab}', match: { ownerId }, ...page }),
    /** Sets the title${countsEvents ? ' and counts an event' : ''}; null when the account has none with this id. */
    async rename(
      { id, ownerId }: Pick<${State}, 'id' | 'ownerId'>,
      title: string,
      updatedAt: Date,
    ): Promise<${State} | null> {
      const change = { $set: { title, updatedAt }${next} };
      const document = await model
        .findOneAndUpdate({ _id: id, ownerId }, change, { returnDocument: 'after' })
        .lean();
      return document && stateOf(document);
    },
    async removeByOwner(ownerId: string): Promise<void> {
      await model.deleteMany({ ownerId });
    },
  }),
});
`;
}

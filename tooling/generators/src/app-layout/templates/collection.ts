import type { DomainNames } from '../../domain-names.ts';
import { collectionNameOf, withCapitalArticle } from '../../names.ts';
import { COLLECTION_IMPORTS, definitionOf, indexesOf } from '../../templates/collection.ts';

/** The collection of a domain: document, indexes and store. */
export function collectionOf(names: DomainNames): string {
  const { one, many } = names;
  const parts = { schema: 'plainSchema(FIELDS)', indexes: indexesOf(names), countsEvents: false };
  return `import { ${COLLECTION_IMPORTS}, plainSchema, type StateOf } from '@trastienda/mongo';

/** ${withCapitalArticle(one)} as stored in \`${collectionNameOf(many)}\`. */
const FIELDS = {
  _id: String,
  /** Account that may read and change it. */
  ownerId: String,
  title: String,
  createdAt: Date,
  updatedAt: Date,
} as const;
export type ${one.pascal}State = StateOf<typeof FIELDS>;

/** Events of ${many.words}. */
export interface ${one.pascal}Event {
  readonly aggregate: '${one.kebab}';
  readonly type: '${one.kebab}.created' | '${one.kebab}.renamed';
  readonly data: Readonly<Record<string, never>>;
}

${definitionOf(names, parts)}`;
}

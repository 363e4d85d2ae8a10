import type { DomainNames } from '../../domain-names.ts';
import { collectionNameOf, withCapitalArticle } from '../../names.ts';
import { COLLECTION_IMPORTS, definitionOf, indexesOf } from '../../templates/collection.ts';

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
`;
}

/** The schema and the indexes. */
export function schemaOf(names: DomainNames): string {
  const { one } = names;
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

export const ${one.camel}Indexes: readonly IndexDefinition[] = ${indexesOf(names)};
`;
}

/** The definition of the collection with its store. */
export function storeOf(names: DomainNames): string {
  const { one } = names;
  const schema = `${one.camel}Schema`;
  const indexes = `${one.camel}Indexes`;
  return `import { ${COLLECTION_IMPORTS} } from '@trastienda/mongo';
import type { ${one.pascal}State } from './${one.kebab}-document.ts';
import { ${indexes}, ${schema} } from './${one.kebab}-schema.ts';

${definitionOf(names, { schema, indexes, countsEvents: true })}`;
}

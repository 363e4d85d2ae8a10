import type { DomainNames } from '../../domain-names.ts';
import { withArticle } from '../../names.ts';
import {
  domainErrorsOf,
  domainSchemasOf,
  procedureSchemasOf,
  SCHEMA_IMPORTS,
} from '../../templates/schemas.ts';

/** Schemas of a domain in the contract. */
export const schemasOf = (names: DomainNames): string =>
  `import { ${SCHEMA_IMPORTS} } from '@trastienda/base';
import { z } from 'zod';

${domainSchemasOf(names)}`;

/** The names that `schemasOf` exports. */
export function schemaNamesOf({ one, many }: DomainNames): string[] {
  return [
    `Create${one.pascal}Input`,
    `Get${one.pascal}Input`,
    `List${many.pascal}Input`,
    `${one.pascal}Page`,
    `${one.pascal}View`,
    `Rename${one.pascal}Input`,
  ];
}

/** Error table of a domain. */
export const errorsOf = (names: DomainNames): string =>
  `import { defineErrors, notFound } from '@trastienda/base';

${domainErrorsOf(names)}`;

/** Event table of a domain. */
export const eventsOf = ({ one, many }: DomainNames): string =>
  `import { z } from 'zod';
import { defineEvents } from './define-events.ts';

/** Events of ${many.words}. */
export const ${one.constant}_EVENTS = defineEvents(
  { aggregate: '${one.kebab}', permission: 'accounts:read' },
  {
    '${one.kebab}.created': {
      summary: 'An account has created ${withArticle(one)}',
      data: z.strictObject({}),
    },
    '${one.kebab}.renamed': {
      summary: 'An account has renamed ${withArticle(one)}',
      data: z.strictObject({}),
    },
  },
);
`;

/** Describes the events of a domain for readers. */
export const eventsSectionOf = ({ one, many }: DomainNames): string => {
  const rows = ['created', 'renamed'].map(
    (verb) => `| \`${one.kebab}.${verb}\` |      | An account has ${verb} ${withArticle(one)} |`,
  );
  return `## ${many.sentence}

\`${one.kebab}\`, visible with \`accounts:read\`.

| event | data | meaning |
| ----- | ---- | ------- |
${rows.join('\n')}
`;
};

/** A file with the input and the result of one procedure. */
export const procedureFileOf = (base: string, path: string): string =>
  `import { Id } from '@trastienda/base';
import { z } from 'zod';

${procedureSchemasOf(base, path)}`;

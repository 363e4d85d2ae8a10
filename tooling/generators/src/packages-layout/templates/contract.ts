import type { DomainNames } from '../../domain-names.ts';
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

/** A file with the input and the result of one procedure. */
export const procedureFileOf = (base: string, path: string): string =>
  `import { Id } from '@trastienda/base';
import { z } from 'zod';

${procedureSchemasOf(base, path)}`;

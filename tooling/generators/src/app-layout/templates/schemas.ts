import type { DomainNames } from '../../domain-names.ts';
import { domainErrorsOf, domainSchemasOf, SCHEMA_IMPORTS } from '../../templates/schemas.ts';

/** Inputs, outputs and error reasons of a domain. */
export const schemasOf = (names: DomainNames): string =>
  `import { defineErrors, notFound, ${SCHEMA_IMPORTS} } from '@trastienda/base';
import { z } from 'zod';

${domainErrorsOf(names)}
${domainSchemasOf(names)}`;

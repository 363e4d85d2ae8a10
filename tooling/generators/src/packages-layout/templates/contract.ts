import type { DomainNames } from '../../domain-names.ts';

/** Schemas of a domain in the contract. */
export function schemasOf({ one, many }: DomainNames): string {
  const { pascal: One } = one;
  return `import { Id, lineOfText, PageInput, pageOf, Timestamp } from '@trastienda/base';
import { z } from 'zod';

const ${One}Fields = z.object({ title: lineOfText(255) });

export const ${One}View = ${One}Fields.extend({
  id: Id,
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type ${One}View = z.infer<typeof ${One}View>;

export const Create${One}Input = ${One}Fields;
export type Create${One}Input = z.infer<typeof Create${One}Input>;

export const Get${One}Input = z.object({ id: Id });
export type Get${One}Input = z.infer<typeof Get${One}Input>;

/** Newest first. */
export const List${many.pascal}Input = PageInput;
export type List${many.pascal}Input = z.infer<typeof List${many.pascal}Input>;

export const ${One}Page = pageOf(${One}View);
export type ${One}Page = z.infer<typeof ${One}Page>;

export const Rename${One}Input = ${One}Fields.extend({ id: Id });
export type Rename${One}Input = z.infer<typeof Rename${One}Input>;
`;
}

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
export function errorsOf({ one, many }: DomainNames): string {
  return `import { defineErrors, notFound } from '@trastienda/base';

/** Failures of ${many.words}. */
export const ${one.constant}_ERRORS = defineErrors({
  ${one.constant}_NOT_FOUND: notFound('There is no such ${one.words}.'),
});
`;
}

/** Input and result of one procedure. */
export function procedureSchemasOf(base: string, what: string): string {
  return `import { Id } from '@trastienda/base';
import { z } from 'zod';

/** Input of ${what}. */
export const ${base}Input = z.object({ id: Id });
export type ${base}Input = z.infer<typeof ${base}Input>;

export const ${base}Result = z.object({ id: Id });
export type ${base}Result = z.infer<typeof ${base}Result>;
`;
}

import type { DomainNames } from '../domain-names.ts';

/** Names that the schemas of a domain import from `@trastienda/base`. */
export const SCHEMA_IMPORTS = 'Id, lineOfText, PageInput, pageOf, Timestamp';

/** Inputs and outputs of the procedures of a domain, without imports. */
export function domainSchemasOf({ one, many }: DomainNames): string {
  const { pascal: One } = one;
  return `const ${One}Fields = z.object({ title: lineOfText(255) });

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

/** The error reasons of a domain, without imports. */
export function domainErrorsOf({ one, many }: DomainNames): string {
  return `/** Reasons for which calls about ${many.words} fail. */
export const ${one.constant}_ERRORS = defineErrors({
  ${one.constant}_NOT_FOUND: notFound('There is no such ${one.words}.'),
});
`;
}

/** Input and result of one procedure, without imports. */
export function procedureSchemasOf(base: string, path: string): string {
  return `/** Input of ${path}. */
export const ${base}Input = z.object({ id: Id });
export type ${base}Input = z.infer<typeof ${base}Input>;

export const ${base}Result = z.object({ id: Id });
export type ${base}Result = z.infer<typeof ${base}Result>;
`;
}

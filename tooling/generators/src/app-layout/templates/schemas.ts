import type { DomainNames } from '../../domain-names.ts';

/** Inputs, outputs and error reasons of a domain. */
export function schemasOf({ one, many }: DomainNames): string {
  const { pascal: One } = one;
  return `import {
  defineErrors,
  Id,
  lineOfText,
  notFound,
  PageInput,
  pageOf,
  Timestamp,
} from '@trastienda/base';
import { z } from 'zod';

/** Reasons for which calls about ${many.words} fail. */
export const ${one.constant}_ERRORS = defineErrors({
  ${one.constant}_NOT_FOUND: notFound('There is no such ${one.words}.'),
});

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

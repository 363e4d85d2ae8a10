import type { DomainNames } from '../../domain-names.ts';

/** The procedures of a domain. */
export function proceduresOf({ one, many }: DomainNames): string {
  const { pascal: One } = one;
  const { camel } = many;
  return `import { accountProcedure } from '../procedures.ts';
import {
  Create${One}Input,
  Get${One}Input,
  List${many.pascal}Input,
  Rename${One}Input,
  ${One}Page,
  ${One}View,
} from './${one.kebab}-schemas.ts';

export const ${camel} = {
  create: accountProcedure
    .input(Create${One}Input)
    .output(${One}View)
    .mutation(({ ctx, input }) => ctx.services.${camel}.create(ctx.actor, input, ctx.requestId)),
  get: accountProcedure
    .input(Get${One}Input)
    .output(${One}View)
    .query(({ ctx, input }) => ctx.services.${camel}.get(ctx.actor, input)),
  list: accountProcedure
    .input(List${many.pascal}Input)
    .output(${One}Page)
    .query(({ ctx, input }) => ctx.services.${camel}.list(ctx.actor, input)),
  rename: accountProcedure
    .input(Rename${One}Input)
    .output(${One}View)
    .mutation(({ ctx, input }) => ctx.services.${camel}.rename(ctx.actor, input, ctx.requestId)),
};
`;
}

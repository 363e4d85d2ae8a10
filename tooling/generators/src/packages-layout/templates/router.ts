import type { DomainNames } from '../../domain-names.ts';

/** One file per procedure of a new domain, by file name. */
export function proceduresOf({ one, many }: DomainNames): Readonly<Record<string, string>> {
  const { pascal: One } = one;
  const { camel } = many;
  const importsOf = (names: string) => `import { ${names} } from '@trastienda/shop-contract';
import { accountProcedure } from '../procedures.ts';
`;
  return {
    create: `${importsOf(`Create${One}Input, ${One}View`)}
export const create = accountProcedure
  .input(Create${One}Input)
  .output(${One}View)
  .mutation(({ ctx, input }) => ctx.services.${camel}.create(ctx.actor, input, ctx.origin));
`,
    get: `${importsOf(`Get${One}Input, ${One}View`)}
export const get = accountProcedure
  .input(Get${One}Input)
  .output(${One}View)
  .query(({ ctx, input }) => ctx.services.${camel}.get(ctx.actor, input));
`,
    list: `${importsOf(`List${many.pascal}Input, ${One}Page`)}
export const list = accountProcedure
  .input(List${many.pascal}Input.prefault({}))
  .output(${One}Page)
  .query(({ ctx, input }) => ctx.services.${camel}.list(ctx.actor, input));
`,
    rename: `${importsOf(`Rename${One}Input, ${One}View`)}
export const rename = accountProcedure
  .input(Rename${One}Input)
  .output(${One}View)
  .mutation(({ ctx, input }) => ctx.services.${camel}.rename(ctx.actor, input, ctx.origin));
`,
    index: `import { create } from './create.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { rename } from './rename.ts';

export const ${camel} = {
  create,
  get,
  list,
  rename,
};
`,
  };
}

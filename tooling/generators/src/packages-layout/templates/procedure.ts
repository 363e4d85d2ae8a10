import type { Access, ProcedureRequest } from '../../request.ts';

/** What one kind of access makes of a procedure. */
interface AccessParts {
  /** `staffProcedure('polls:write')` */
  readonly base: string;
  readonly baseName: string;
  /** First parameter of the use case, its type, and where the procedure has it from. */
  readonly caller: { readonly name: string; readonly type: string; readonly from: string } | null;
}

function partsOf(access: Access): AccessParts {
  switch (access.kind) {
    case 'account':
      return {
        base: 'accountProcedure',
        baseName: 'accountProcedure',
        caller: { name: 'actor', type: 'AccountActor', from: 'ctx.actor' },
      };
    case 'buyer':
      return {
        base: 'buyerProcedure',
        baseName: 'buyerProcedure',
        caller: { name: 'buyer', type: 'Buyer', from: 'ctx.buyer' },
      };
    case 'public':
      return { base: 'publicProcedure', baseName: 'publicProcedure', caller: null };
    case 'staff':
      return {
        base: `staffProcedure('${access.permission}')`,
        baseName: 'staffProcedure',
        caller: null,
      };
  }
}

export interface ProcedureNames {
  /** Key of the router: `polls`. */
  readonly domain: string;
  /** `close` */
  readonly name: string;
  /** `ClosePoll`: its input and result have names that start with it. */
  readonly base: string;
}

type Shape = Pick<ProcedureRequest, 'access' | 'type'>;

/** The method of the service's interface, and the types that it needs. */
export function signatureOf({ name, base }: ProcedureNames, { access, type }: Shape) {
  const { caller } = partsOf(access);
  const isMutation = type === 'mutation';
  const parameters = [
    ...(caller === null ? [] : [`${caller.name}: ${caller.type}`]),
    `input: ${base}Input`,
    ...(isMutation ? ['origin: CallOrigin'] : []),
  ];
  return {
    text: `${name}(${parameters.join(', ')}): Promise<${base}Result>;`,
    types: [
      ...(caller === null ? [] : [caller.type]),
      ...(isMutation ? ['CallOrigin'] : []),
      `${base}Input`,
      `${base}Result`,
    ],
  };
}

/** The method in the object of the service: an example that returns the id that it was given. */
export function implementationOf({ access }: Shape): string {
  const { caller } = partsOf(access);
  const parameters = caller === null ? '{ id }' : `_${caller.name}, { id }`;
  return `async (${parameters}) => ({ id })`;
}

/** The procedure. */
export function procedureOf({ domain, name, base }: ProcedureNames, shape: Shape): string {
  const { caller, base: procedure, baseName } = partsOf(shape.access);
  const hasOrigin = shape.type === 'mutation';
  const passed = [...(caller ? [caller.from] : []), 'input', ...(hasOrigin ? ['ctx.origin'] : [])];
  return `import { ${base}Input, ${base}Result } from '@trastienda/shop-contract';
import { ${baseName} } from '../procedures.ts';

export const ${name} = ${procedure}
  .input(${base}Input)
  .output(${base}Result)
  .${shape.type}(({ ctx, input }) => ctx.services.${domain}.${name}(${passed.join(', ')}));
`;
}

function contextOf(access: Access): string {
  switch (access.kind) {
    case 'account':
      return 'actor: createTestAccount(),';
    case 'buyer':
      return `guest: { kind: 'guest', id: 'g1' },`;
    case 'public':
      return '';
    case 'staff':
      return `actor: createTestAccount({ permissions: ['${access.permission}'] }),`;
  }
}

/** Test of the procedure: what works, and what is still to be said. */
export function procedureTestOf(
  { domain, name }: ProcedureNames,
  { access, type }: Shape,
  serviceFolder: string,
): string {
  const path = `${domain}.${name}`;
  const callers = { account: 'context.actor', buyer: 'context.guest', public: '', staff: '' };
  const handed = [
    callers[access.kind],
    '{ id: ID }',
    type === 'mutation' ? 'context.origin' : '',
  ].filter((each) => each !== '');
  const needsAccount = access.kind === 'account' || access.kind === 'staff';
  const helpers = [
    'createPartial',
    ...(needsAccount ? ['createTestAccount'] : []),
    'createTestContext',
  ];
  return `import { expect, test } from 'vitest';
import type { Services } from '../context.ts';
import { appRouter } from '../root-router.ts';
import { ${helpers.join(', ')} } from '../testing/create-context.ts';

const ID = 'a'.repeat(24);

test('${path} hands its call to the use case', async () => {
  const calls: unknown[] = [];
  const ${domain} = createPartial<Services['${domain}']>({
    async ${name}(...call) {
      calls.push(call);
      return { id: ID };
    },
  });
  const context = createTestContext({
    ${contextOf(access)}
    services: createPartial<Services>({ ${domain} }),
  });
  expect(await appRouter.createCaller(context).${domain}.${name}({ id: ID })).toEqual({ id: ID });
  expect(calls).toEqual([[${handed.join(', ')}]]);
});

test('${path} keeps its promise', () => {
  expect.fail(
    'Test what ${path} guarantees beside its use case in ${serviceFolder}, and remove this test.',
  );
});
`;
}

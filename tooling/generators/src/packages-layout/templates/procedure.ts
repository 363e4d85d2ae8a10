import type { Access, ProcedureRequest } from '../../request.ts';
import { accessNameOf, declarationOf } from '../../templates/declaration.ts';

/** First parameter of a use case, its type, and where the procedure has it from. */
interface Caller {
  readonly name: string;
  readonly type: string;
  readonly from: string;
}

function callerOf({ kind }: Access): Caller | null {
  if (kind === 'account') return { name: 'actor', type: 'AccountActor', from: 'ctx.actor' };
  if (kind === 'buyer') return { name: 'buyer', type: 'Buyer', from: 'ctx.buyer' };
  return null;
}

export interface ProcedureNames {
  /** `polls.close` or `admin.polls.close` */
  readonly path: string;
  /** Key of the service: `polls`. */
  readonly service: string;
  /** `close` */
  readonly name: string;
  /** `Close` */
  readonly sentence: string;
  /** `ClosePoll`: its input and result have names that start with it. */
  readonly base: string;
}

type Shape = Pick<ProcedureRequest, 'access' | 'type'>;

/** The method of the service's interface, and the types that it needs. */
export function signatureOf({ name, base }: ProcedureNames, { access, type }: Shape) {
  const caller = callerOf(access);
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
  const caller = callerOf(access);
  const parameters = caller === null ? '{ id }' : `_${caller.name}, { id }`;
  return `async (${parameters}) => ({ id })`;
}

/** The expression that declares the procedure. */
export function procedureOf(names: ProcedureNames, { access, type }: Shape): string {
  const { path, service, name, base, sentence } = names;
  const isMutation = type === 'mutation';
  const caller = callerOf(access);
  const passed = [...(caller ? [caller.from] : []), 'input', ...(isMutation ? ['ctx.origin'] : [])];
  return declarationOf({
    ...{ type, access: accessNameOf(access), summary: sentence, errors: [] },
    collection: path.split('.').at(-2) ?? path,
    ...{ input: `${base}Input`, output: `${base}Result` },
    ...(isMutation && { idempotency: 'none' }),
    call: `ctx.services.${service}.${name}(${passed.join(', ')})`,
  });
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
  { path, service, name }: ProcedureNames,
  { access, type }: Shape,
  serviceFolder: string,
): string {
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
  const ${service} = createPartial<Services['${service}']>({
    async ${name}(...call) {
      calls.push(call);
      return { id: ID };
    },
  });
  const context = createTestContext({
    ${contextOf(access)}
    services: createPartial<Services>({ ${service} }),
  });
  expect(await appRouter.createCaller(context).${path}({ id: ID })).toEqual({ id: ID });
  expect(calls).toEqual([[${handed.join(', ')}]]);
});

test('${path} keeps its promise', () => {
  expect.fail(
    'Test what ${path} guarantees beside its use case in ${serviceFolder}, and remove this test.',
  );
});
`;
}

import type { DomainNames } from '../../domain-names.ts';
import { serviceTestWith } from '../../templates/service-test.ts';

/** Test of the use cases of an application. */
export function serviceTestOf(names: DomainNames): string {
  const { one, many } = names;
  const create = `create${one.pascal}Service`;
  const start = `import { insertAccount } from '@trastienda/auth/fixtures';
import type { AccountActor } from '@trastienda/base';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
import { openAppDatabase } from '../database.ts';
import { ${create} } from './${one.kebab}-service.ts';

const { database } = await useTestDatabase(openAppDatabase);
const NOW = new Date('2100-01-01T00:00:00.000Z');
const ${many.camel} = ${create}({ database, clock: { now: () => NOW } });

/** Creates an account and returns it as a caller. */
async function register(): Promise<AccountActor> {
  const { id, role } = await insertAccount(database.accounts);
  return { kind: 'account', accountId: id, sessionId: id, role, permissions: [], isRecent: true };
}
const ANA = await register();
const EVA = await register();
`;
  const further = `test('An account that is deleted meanwhile leaves no ${many.words}', async () => {
  const actor = await register();
  const deleting = database.transaction(async () => {
    await database.accounts.lock(actor.accountId);
    await database.${many.camel}.removeByOwner(actor.accountId);
    await database.accounts.anonymize(actor.accountId, actor.role, NOW);
  });
  const creating = ${many.camel}.create(actor, { title: 'Late' }, 'request-1');
  await Promise.allSettled([deleting, creating]);
  expect(await ${many.camel}.list(actor, { limit: 9 })).toEqual({ items: [], nextCursor: null });
});

`;
  return serviceTestWith(names, { start, origin: "'request-1'", further, owner: 'application' });
}

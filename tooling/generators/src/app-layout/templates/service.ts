import type { DomainNames } from '../../domain-names.ts';

/** The use cases of a domain. */
export function serviceOf({ one, many }: DomainNames): string {
  const { pascal: One } = one;
  return `import type { AccountActor, Clock } from '@trastienda/base';
import { type ChangeContext, mapPage } from '@trastienda/mongo';
import { ApplicationError } from '../contract.ts';
import type { AppDatabase } from '../database.ts';
import type { ${One}Event, ${One}State } from './${one.kebab}-collection.ts';
import type {
  Create${One}Input,
  Get${One}Input,
  List${many.pascal}Input,
  Rename${One}Input,
  ${One}Page,
  ${One}View,
} from './${one.kebab}-schemas.ts';

export interface ${One}Deps {
  readonly database: Pick<AppDatabase, 'accounts' | 'events' | 'transaction' | '${many.camel}'>;
  readonly clock: Clock;
}

export type ${One}Service = ReturnType<typeof create${One}Service>;

function toView({ id, title, createdAt, updatedAt }: ${One}State): ${One}View {
  return {
    id,
    title,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

function require${One}(${one.camel}: ${One}State | null, id: string): ${One}State {
  if (${one.camel} === null) throw new ApplicationError('${one.constant}_NOT_FOUND', { details: { id } });
  return ${one.camel};
}

/**
 * Creates the use cases of ${many.words}: an account reads and changes only those of its own. Each
 * change and its event share a transaction.
 */
export function create${One}Service({ database, clock }: ${One}Deps) {
  const { accounts, ${many.camel} } = database;

  const record = (aggregateId: string, type: ${One}Event['type'], context: ChangeContext) =>
    database.events.record({ aggregate: '${one.kebab}', aggregateId, type, data: {} }, context);

  return {
    /** @throws {ApplicationError} SESSION_ENDED when the account has been deleted. */
    create(
      { accountId: ownerId }: AccountActor,
      { title }: Create${One}Input,
      requestId: string,
    ): Promise<${One}View> {
      return database.transaction(async () => {
        // Locked, so that the deletion of the account misses nothing.
        if ((await accounts.lock(ownerId)) === null) throw new ApplicationError('SESSION_ENDED');
        const at = clock.now();
        const ${one.camel} = await ${many.camel}.insert({ ownerId, title, createdAt: at });
        await record(${one.camel}.id, '${one.kebab}.created', { at, requestId });
        return toView(${one.camel});
      });
    },

    /** @throws {ApplicationError} ${one.constant}_NOT_FOUND when the account has no such ${one.words}. */
    async get({ accountId }: AccountActor, { id }: Get${One}Input): Promise<${One}View> {
      return toView(require${One}(await ${many.camel}.find(id, accountId), id));
    },

    /**
     * Lists the account's ${many.words}, newest first.
     * @throws {ApplicationError} CURSOR_INVALID.
     */
    async list({ accountId }: AccountActor, input: List${many.pascal}Input): Promise<${One}Page> {
      return mapPage(await ${many.camel}.list(accountId, input), toView);
    },

    /** @throws {ApplicationError} ${one.constant}_NOT_FOUND when the account has no such ${one.words}. */
    rename(
      { accountId: ownerId }: AccountActor,
      { id, title }: Rename${One}Input,
      requestId: string,
    ): Promise<${One}View> {
      return database.transaction(async () => {
        const at = clock.now();
        const ${one.camel} = require${One}(await ${many.camel}.rename({ id, ownerId }, title, at), id);
        await record(id, '${one.kebab}.renamed', { at, requestId });
        return toView(${one.camel});
      });
    },
  };
}
`;
}

/** Test of the use cases: what works, and what is still to be said. */
export function serviceTestOf({ one, many }: DomainNames): string {
  const { pascal: One } = one;
  return `import type { AccountActor } from '@trastienda/base';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
import { openAppDatabase } from '../database.ts';
import { create${One}Service } from './${one.kebab}-service.ts';

const { database } = await useTestDatabase(openAppDatabase);
const NOW = new Date('2100-01-01T00:00:00.000Z');
const ${many.camel} = create${One}Service({ database, clock: { now: () => NOW } });

/** Creates an account and returns it as a caller. */
async function register(letter: string): Promise<AccountActor> {
  const [id, email] = [letter.repeat(24), \`\${letter}@example.com\`];
  await database.accounts.insert({
    ...{ id, email, emailKey: email, name: letter, locale: 'en', role: 'member' },
    ...{ passwordHash: null, createdAt: NOW },
  });
  return {
    kind: 'account',
    accountId: id,
    sessionId: id,
    role: 'member',
    permissions: [],
    isRecent: true,
  };
}
const ANA = await register('a');
const EVA = await register('e');

test('An account reads and renames the ${many.words} that it has created, and no others', async () => {
  const created = await ${many.camel}.create(ANA, { title: 'First' }, 'request-1');
  const renamed = await ${many.camel}.rename(ANA, { id: created.id, title: 'Second' }, 'request-2');
  expect(await ${many.camel}.list(ANA, { limit: 9 })).toEqual({ items: [renamed], nextCursor: null });
  expect(await ${many.camel}.list(EVA, { limit: 9 })).toEqual({ items: [], nextCursor: null });
  const notFound = { reason: '${one.constant}_NOT_FOUND' };
  await expect(${many.camel}.get(EVA, created)).rejects.toMatchObject(notFound);
  const stolen = ${many.camel}.rename(EVA, { id: created.id, title: 'Mine' }, 'request-3');
  await expect(stolen).rejects.toMatchObject(notFound);
  expect(await ${many.camel}.get(ANA, created)).toEqual(renamed);
  const events = await database.events.list({
    aggregate: '${one.kebab}',
    aggregateId: created.id,
    limit: 9,
  });
  expect(events.items).toMatchObject([
    { sequence: 1, type: '${one.kebab}.created' },
    { sequence: 2, type: '${one.kebab}.renamed' },
  ]);
});

test('An account that is deleted meanwhile leaves no ${many.words}', async () => {
  const actor = await register('d');
  const deleting = database.transaction(async () => {
    await database.accounts.lock(actor.accountId);
    await database.${many.camel}.removeByOwner(actor.accountId);
    await database.accounts.anonymize(actor.accountId, actor.role, NOW);
  });
  const creating = ${many.camel}.create(actor, { title: 'Late' }, 'request-1');
  await Promise.allSettled([deleting, creating]);
  expect(await ${many.camel}.list(actor, { limit: 9 })).toEqual({ items: [], nextCursor: null });
});

test('${many.sentence} keep the promises of this application', () => {
  expect.fail(
    'State in the title what ${many.words} guarantee, test it here, and change the generated code to it.',
  );
});
`;
}

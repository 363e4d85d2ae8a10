import type { DomainNames } from '../../domain-names.ts';

/** The use cases of a domain. */
export function serviceOf({ one, many }: DomainNames): string {
  const { pascal: One } = one;
  return `import type { AccountActor, Clock, Fallible } from '@trastienda/base';
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
    get(
      { accountId }: AccountActor,
      { id }: Get${One}Input,
    ): Fallible<${One}View, '${one.constant}_NOT_FOUND'> {
      return ${many.camel}.find(id, accountId).then((${one.camel}) => toView(require${One}(${one.camel}, id)));
    },

    /**
     * Lists the account's ${many.words}, newest first.
     * @throws {ApplicationError} CURSOR_INVALID.
     */
    list(
      { accountId }: AccountActor,
      input: List${many.pascal}Input,
    ): Fallible<${One}Page, 'CURSOR_INVALID'> {
      return ${many.camel}.list(accountId, input).then((page) => mapPage(page, toView));
    },

    /** @throws {ApplicationError} ${one.constant}_NOT_FOUND when the account has no such ${one.words}. */
    rename(
      { accountId: ownerId }: AccountActor,
      { id, title }: Rename${One}Input,
      requestId: string,
    ): Fallible<${One}View, '${one.constant}_NOT_FOUND'> {
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

import type { DomainNames } from '../../domain-names.ts';
import { withArticle } from '../../names.ts';

/** Interface of the use cases. */
export function serviceOf({ one, many }: DomainNames): string {
  const { pascal: One } = one;
  return `import type { Clock, Fallible } from '@trastienda/base';
import type {
  AccountActor,
  CallOrigin,
  Create${One}Input,
  Get${One}Input,
  List${many.pascal}Input,
  Rename${One}Input,
  ${One}Page,
  ${One}View,
} from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';

export interface ${One}Deps {
  readonly database: Pick<Database, 'events' | 'transaction' | '${many.camel}'>;
  readonly clock: Clock;
}

/** ${many.sentence} of accounts: an account reads and changes only those of its own. */
export interface ${One}Service {
  create(actor: AccountActor, input: Create${One}Input, origin: CallOrigin): Promise<${One}View>;
  /** @throws {ShopError} ${one.constant}_NOT_FOUND when the account has no such ${one.words}. */
  get(
    actor: AccountActor,
    input: Get${One}Input,
  ): Fallible<${One}View, '${one.constant}_NOT_FOUND'>;
  /**
   * Lists the account's ${many.words}, newest first.
   * @throws {ShopError} CURSOR_INVALID.
   */
  list(
    actor: AccountActor,
    input: List${many.pascal}Input,
  ): Fallible<${One}Page, 'CURSOR_INVALID'>;
  /** @throws {ShopError} ${one.constant}_NOT_FOUND when the account has no such ${one.words}. */
  rename(
    actor: AccountActor,
    input: Rename${One}Input,
    origin: CallOrigin,
  ): Fallible<${One}View, '${one.constant}_NOT_FOUND'>;
}
`;
}

/** View of the stored state. */
export function viewOf({ one }: DomainNames): string {
  const { pascal: One } = one;
  return `import type { ${One}View } from '@trastienda/shop-contract';
import type { ${One}State } from '@trastienda/shop-db';

/** Builds the view of ${withArticle(one)} for its owner. */
export function to${One}View({ id, title, createdAt, updatedAt }: ${One}State): ${One}View {
  return {
    id,
    title,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
`;
}

/** Implementation of the use cases. */
export function createServiceOf({ one, many }: DomainNames): string {
  const { pascal: One } = one;
  return `import { type ChangeContext, mapPage } from '@trastienda/mongo';
import { type EventTypeOf, ShopError } from '@trastienda/shop-contract';
import type { ${One}State } from '@trastienda/shop-db';
import { appendShopEvents } from '../base/append-shop-events.ts';
import type { ${One}Deps, ${One}Service } from './${one.kebab}-service.ts';
import { to${One}View } from './${one.kebab}-view.ts';

/** Creates the use cases of ${many.words}. Each change and its event share a transaction. */
export function create${One}Service({ database, clock }: ${One}Deps): ${One}Service {
  const { ${many.camel} } = database;

  function require${One}(${one.camel}: ${One}State | null, id: string): ${One}State {
    if (${one.camel} === null) throw new ShopError('${one.constant}_NOT_FOUND', { details: { id } });
    return ${one.camel};
  }

  /** Appends the event that \`eventSequence\` already counts. */
  const record = (
    { id, ownerId, eventSequence }: ${One}State,
    type: EventTypeOf<'${one.kebab}'>,
    context: ChangeContext,
  ) => {
    const before = eventSequence - 1;
    const tags = [\`${many.kebab}:\${ownerId}\`];
    const subject = { aggregate: '${one.kebab}', aggregateId: id, before, tags } as const;
    return appendShopEvents(database, subject, [{ type, data: {} }], context);
  };

  return {
    create: ({ accountId: ownerId }, { title }, { requestId }) =>
      database.transaction(async () => {
        const at = clock.now();
        const ${one.camel} = await ${many.camel}.insert({ ownerId, title, createdAt: at });
        await record(${one.camel}, '${one.kebab}.created', { at, requestId });
        return to${One}View(${one.camel});
      }),

    get: async ({ accountId }, { id }) =>
      to${One}View(require${One}(await ${many.camel}.find(id, accountId), id)),

    list: async ({ accountId }, input) =>
      mapPage(await ${many.camel}.list(accountId, input), to${One}View),

    rename: ({ accountId: ownerId }, { id, title }, { requestId }) =>
      database.transaction(async () => {
        const at = clock.now();
        const ${one.camel} = require${One}(await ${many.camel}.rename({ id, ownerId }, title, at), id);
        await record(${one.camel}, '${one.kebab}.renamed', { at, requestId });
        return to${One}View(${one.camel});
      }),
  };
}
`;
}

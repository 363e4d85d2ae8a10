/** Files of a shop to which generators add. */
export const PATHS = {
  contractIndex: 'packages/contract/src/index.ts',
  errorTable: 'packages/contract/src/errors/error-table.ts',
  domainEvent: 'packages/contract/src/events/domain-event.ts',
  roles: 'packages/contract/src/access/roles.ts',
  openDatabase: 'packages/db/src/open-database.ts',
  dbIndex: 'packages/db/src/index.ts',
  migrations: 'packages/db/src/migrations/all-migrations.ts',
  createShop: 'packages/shop/src/create-shop.ts',
  shopIndex: 'packages/shop/src/index.ts',
  services: 'packages/router/src/context.ts',
  rootRouter: 'packages/router/src/root-router.ts',
  routerWalk: 'packages/router/src/router-walk.test.ts',
  configureAuth: 'apps/api/src/start/configure-auth.ts',
  fakeServices: 'apps/api/src/testing/test-app-options.ts',
  roomRules: 'tooling/boundaries/src/room-rules/shop.ts',
  accountsDoc: 'docs/ACCOUNTS.md',
} as const;

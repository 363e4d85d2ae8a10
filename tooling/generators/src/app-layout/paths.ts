/** Files of an application to which generators add. */
export const PATHS = {
  contract: 'src/contract.ts',
  database: 'src/database.ts',
  procedures: 'src/procedures.ts',
  router: 'src/router.ts',
  startApp: 'src/start-app.ts',
  migrations: 'src/migrations',
} as const;

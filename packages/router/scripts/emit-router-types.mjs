// Writes the declarations of the whole router, of a storefront's part and of the staff's part, from
// the declarations of their procedures. They replace what tsc inferred for src/app-router.ts.
import { writeFile } from 'node:fs/promises';
import { emitRouterTypes } from '@trastienda/procedures/types';
import * as contract from '@trastienda/shop-contract';
import { appRouter } from '../dist/root-router.js';

const isOfStaff = (path) => path.startsWith('admin.');

const ROUTERS = [
  { file: 'app-router', routerName: 'AppRouter', includes: () => true },
  { file: 'store-router', routerName: 'StoreRouter', includes: (path) => !isOfStaff(path) },
  { file: 'admin-router', routerName: 'AdminRouter', includes: isOfStaff },
];

for (const { file, ...options } of ROUTERS) {
  const declarations = emitRouterTypes(appRouter, {
    ...options,
    names: [contract],
    errors: contract.ERRORS,
  });
  await writeFile(new URL(`../dist/${file}.d.ts`, import.meta.url), declarations);
}

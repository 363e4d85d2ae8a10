import type { PublicRouter } from '@trastienda/procedures';
import type { ShopErrors } from '@trastienda/shop-contract';
import type { procedures } from './root-router.ts';

/** Types of the procedures that a storefront calls. The build replaces it, like `AppRouter`. */
export type StoreRouter = PublicRouter<Omit<typeof procedures, 'admin'>, ShopErrors>;

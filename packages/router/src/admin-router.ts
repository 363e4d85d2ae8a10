import type { PublicRouter } from '@trastienda/procedures';
import type { ShopErrors } from '@trastienda/shop-contract';
import type { procedures } from './root-router.ts';

/** Types of the procedures of staff. The build replaces it, like `AppRouter`. */
export type AdminRouter = PublicRouter<Pick<typeof procedures, 'admin'>, ShopErrors>;

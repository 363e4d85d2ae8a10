import type { PublicRouter } from './public-router.ts';
import type { procedures } from './root-router.ts';

/** Types of the procedures that a storefront calls. The build replaces it, like `AppRouter`. */
export type StoreRouter = PublicRouter<Omit<typeof procedures, 'admin'>>;

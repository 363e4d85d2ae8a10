import type { PublicRouter } from './public-router.ts';
import type { procedures } from './root-router.ts';

/** Types of the procedures of staff. The build replaces it, like `AppRouter`. */
export type AdminRouter = PublicRouter<Pick<typeof procedures, 'admin'>>;

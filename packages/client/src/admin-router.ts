// The build replaces the declarations of this file, like those of app-router.ts.
export type { AdminRouter } from '@trastienda/shop-router/admin-router';

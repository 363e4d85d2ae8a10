// The build replaces the declarations of this file, like those of app-router.ts.
export type { StoreRouter } from '@trastienda/shop-router/store-router';

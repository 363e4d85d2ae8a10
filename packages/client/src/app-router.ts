// The build replaces this file's declarations by the router's own (see scripts/), so that the
// package describes the whole API and depends on none of the server's packages.
export type { AppRouter } from '@trastienda/shop-router';

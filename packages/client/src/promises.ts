// The build replaces this file by its data (scripts/inline-promises.mjs), so that the package loads
// none of the server's packages.
export { promises } from '@trastienda/shop-router/promises';

// The build puts the router's own declarations in place of this file's (see scripts/), so that
// the package says everything about the API and depends on none of the server's packages.
export type { AppRouter } from '@trastienda/router';

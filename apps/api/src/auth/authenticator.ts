import type { Actor } from '@trastienda/contract';

/**
 * Tells from a request's headers who is calling: a visitor who says nothing is `ANONYMOUS`;
 * credentials that are no good throw `TOKEN_INVALID`.
 */
export type Authenticator = (headers: Headers) => Promise<Actor>;

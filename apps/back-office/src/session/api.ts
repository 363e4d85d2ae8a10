import { createClient } from '@trastienda/shop-client';
import { createQueryBindings } from '@trastienda/shop-client/react';
import { createReauthentication } from './reauthentication.ts';
import { reauthenticationLink } from './reauthentication-link.ts';

/** Asked when the server requires a recent sign-in; `ReauthenticationDialog` answers. */
export const reauthentication = createReauthentication();

// The page that is made at build time calls nothing, and has no origin.
const origin = typeof location === 'undefined' ? 'http://localhost' : location.origin;

/** The typed procedures, with the session of this browser's cookie. */
export const client = createClient({
  url: origin,
  session: { kind: 'cookie' },
  links: [reauthenticationLink(reauthentication)],
});

/** The procedures as options for TanStack Query. */
export const api = createQueryBindings(client);

import * as routes from 'virtual:react-router/server-build';
import { getRequestListener } from '@hono/node-server';
import type { ServerBuild } from 'react-router';
import { createStorefrontOf } from './create-storefront.ts';

/** Where `pnpm dev` has the API, and the pages. */
const { TRASTIENDA_API_URL: apiUrl = 'http://localhost:3001' } = process.env;
const { TRASTIENDA_PUBLIC_URL: publicUrl = 'http://localhost:3000' } = process.env;

const storefront = createStorefrontOf(
  // The generated types of the build have `undefined` where those of the router leave it out.
  { routes: routes as ServerBuild, clientDir: null },
  {
    api: (request) => fetch(request),
    ...{ apiUrl, publicUrl, timeZone: 'UTC' },
    onError: (error) => process.stderr.write(`${error instanceof Error ? error.stack : error}\n`),
  },
);

/** Answers pages in development; Vite serves the files, and loads this module again when it changes. */
export const answerPage = getRequestListener(
  (request) => storefront.fetch(request, { requestId: crypto.randomUUID(), address: null }),
  { overrideGlobalObjects: false },
);

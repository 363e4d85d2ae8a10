import { createOpenApi, type OpenApiDocument } from '@trastienda/procedures/openapi';
import * as contract from '@trastienda/shop-contract';
import { EXAMPLES } from './open-api-examples.ts';
import { appRouter } from './root-router.ts';

const SIGNED_IN = ['session', 'sessionCookie'];

const SESSION_HEADER = 'trastienda-session';

/** Creates the OpenAPI document of the shop: all procedures as REST routes. */
export function createShopOpenApi(): OpenApiDocument {
  return createOpenApi(appRouter, {
    info: {
      title: 'Trastienda',
      version: '0.0.0',
      description: 'The shop over REST. Money is in minor units: `1050` EUR is 10.50 EUR.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    names: [contract],
    errors: contract.ERRORS,
    examples: EXAMPLES,
    groupOf: (tag) => (tag.startsWith('admin.') ? 'Staff' : 'Shop'),
    sessionHeader: SESSION_HEADER,
    headers: {
      'cart.claim': {
        'trastienda-guest': 'The guest whose cart is merged into that of the account.',
      },
    },
    security: {
      schemes: {
        session: {
          type: 'http',
          scheme: 'bearer',
          description:
            'The token of a session (`ts_…`), which a sign-in with the header `trastienda-session: token` returns.',
        },
        sessionCookie: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-trastienda',
          description: 'The session of a browser; `trastienda` on servers without TLS.',
        },
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key (`tk_…`) of another system, with its permissions.',
        },
        guest: {
          type: 'apiKey',
          in: 'header',
          name: 'trastienda-guest',
          description:
            'The guest: `tg_` and 32 random bytes in base64url, chosen by the client; or `cookie` for pages, whose guest is in a cookie that the server sets.',
        },
      },
      access: { own: SIGNED_IN, buyer: ['guest', ...SIGNED_IN] },
      permission: [...SIGNED_IN, 'apiKey'],
    },
  });
}

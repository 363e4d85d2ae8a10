import { createServerClient, isClientError } from '@trastienda/shop-client';

/** Where the server is, and a secret of its `TRASTIENDA_ADDRESS_SECRETS`. */
export interface RenderOptions {
  readonly apiUrl: string;
  readonly secret: string;
}

/** Renders a product with the number of things in the visitor's cart, in any framework with `Request`. */
export async function renderProduct(
  request: Request,
  { apiUrl, secret }: RenderOptions,
  visitorAddress: string,
): Promise<Response> {
  const headers = new Headers({ 'content-type': 'text/html; charset=utf-8' });
  const shop = createServerClient(
    {
      url: apiUrl,
      guest: { kind: 'cookie' },
      // A session or a guest that begins or ends belongs into the browser.
      onSetCookie: (line) => headers.append('set-cookie', line),
      // Rate limits count for the visitor, not for this machine.
      forwardedAddress: { secret, address: visitorAddress },
    },
    request,
  );
  const slug = new URL(request.url).pathname.slice('/products/'.length);
  try {
    const [product, cart] = await Promise.all([
      shop.catalog.get.query({ slug }),
      shop.cart.get.query(),
    ]);
    const page = `<h1>${escapeHtml(product.title)}</h1><p>In the cart: ${cart.lines.length}</p>`;
    return new Response(page, { headers });
  } catch (error) {
    if (!isClientError(error, 'PRODUCT_NOT_FOUND')) throw error;
    return new Response('<h1>Not found</h1>', { headers, status: 404 });
  }
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

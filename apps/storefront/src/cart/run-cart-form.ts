import type { Cart, StoreClient } from '@trastienda/shop-client';
import { data, redirect } from 'react-router';
import { isDocumentRequest } from '../api/is-document-request.ts';
import { changeCart } from './change-cart.ts';

interface CartForm {
  readonly api: StoreClient;
  readonly form: FormData;
  readonly request: Request;
  readonly url: URL;
}

/** Removes or adds a code; the API has the whole list. */
async function changeCodes(api: StoreClient, change: (codes: string[]) => string[]): Promise<Cart> {
  const { discountCodes } = await api.cart.get.query();
  return api.cart.setDiscountCodes.mutate({ codes: change(discountCodes) });
}

function callOf(api: StoreClient, form: FormData): (() => Promise<Cart>) | null {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  switch (text('intent')) {
    case 'add':
      return () =>
        api.cart.add.mutate({ sku: text('sku'), quantity: Number(text('quantity') || 1) });
    case 'set':
      return () =>
        api.cart.setLine.mutate({ sku: text('sku'), quantity: Number(text('quantity')) });
    case 'add-code':
      return () => changeCodes(api, (codes) => [...codes, text('code')]);
    case 'remove-code':
      return () => changeCodes(api, (codes) => codes.filter((code) => code !== text('code')));
    case 'acknowledge':
      return () => api.cart.acknowledge.mutate();
    default:
      return null;
  }
}

/**
 * Does what a form of the cart asks for: its field `intent` is `add` or `set` (with `sku` and `quantity`; 0
 * removes the line), `add-code` or `remove-code` (with `code`), or `acknowledge`. A script gets a `CartAnswer`;
 * a form without one shows the cart again, at an address that a reload does not repeat.
 */
export async function runCartForm({ api, form, request, url }: CartForm) {
  const call = callOf(api, form);
  if (call === null) throw data(null, { status: 400 });
  const answer = await changeCart(call);
  if (answer.ok && isDocumentRequest(request)) throw redirect(url.pathname);
  return data(answer, { status: answer.ok ? 200 : 409 });
}

import type { StoreClient } from '@trastienda/shop-client';
import { data, redirect } from 'react-router';
import { isDocumentRequest } from '../api/is-document-request.ts';
import { findByValues } from '../catalog/variants.ts';
import { localeOfPath, localizePath } from '../i18n/locales.ts';
import type { CartAnswer } from './cart-answer.ts';
import { changeCart } from './change-cart.ts';
import { optionField } from './option-field.ts';

interface Addition {
  readonly api: StoreClient;
  readonly slug: string;
  readonly form: FormData;
  readonly request: Request;
  readonly url: URL;
}

/**
 * Adds the variant that the form of a product page chooses. The form has the values of the options, not
 * the SKU: without a script it cannot know which one they make. Such a form leads to the cart.
 */
export async function addProduct({ api, slug, form, request, url }: Addition) {
  const answer = await addToCart(api, slug, form);
  if (answer.ok && isDocumentRequest(request)) {
    throw redirect(localizePath('/cart', localeOfPath(url.pathname)));
  }
  return data(answer, { status: answer.ok ? 200 : 409 });
}

async function addToCart(api: StoreClient, slug: string, form: FormData): Promise<CartAnswer> {
  const product = await api.catalog.get.query({ slug });
  const values = product.optionNames.map((_, index) => String(form.get(optionField(index)) ?? ''));
  const variant = findByValues(product, values);
  if (variant === undefined) return { ok: false, refusal: { kind: 'no-such-variant' } };
  const quantity = Number(form.get('quantity') ?? 1);
  return changeCart(() => api.cart.add.mutate({ sku: variant.sku, quantity }));
}

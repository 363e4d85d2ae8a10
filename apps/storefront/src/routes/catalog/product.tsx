import type { ShouldRevalidateFunctionArgs } from 'react-router';
import { apiContext } from '../../api/server.ts';
import { sharingContext } from '../../api/sharing.ts';
import { addProduct } from '../../cart/add-product.ts';
import { loadProduct } from '../../catalog/load-product.ts';
import { ProductPage } from '../../catalog/product-page.tsx';
import type { Route } from './+types/product.ts';

export function loader({ context, params }: Route.LoaderArgs) {
  context.get(sharingContext).isShared = true;
  return loadProduct(context.get(apiContext), params.slug);
}

/** Adds the chosen variant to the cart. */
export async function action({ request, context, params, url }: Route.ActionArgs) {
  return addProduct({
    api: context.get(apiContext),
    slug: params.slug,
    form: await request.formData(),
    request,
    url,
  });
}

/** The query names a variant of the product, which the page has already. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  const isSamePage = currentUrl.pathname === nextUrl.pathname && formMethod === undefined;
  return !isSamePage && defaultShouldRevalidate;
}

export default function Product({ loaderData, actionData }: Route.ComponentProps) {
  // Another product begins with its own pictures and choices.
  return <ProductPage key={loaderData.product.id} {...loaderData} answered={actionData} />;
}

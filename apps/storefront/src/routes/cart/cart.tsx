import { apiContext } from '../../api/server.ts';
import { CartPage } from '../../cart/cart-page.tsx';
import { runCartForm } from '../../cart/run-cart-form.ts';
import { AreaTextsProvider } from '../../i18n/area-texts.tsx';
import { cartTexts } from '../../messages/cart.ts';
import type { Route } from './+types/cart.ts';

export async function loader({ context }: Route.LoaderArgs) {
  return { cart: await context.get(apiContext).cart.get.query() };
}

/** Every form of the cart; see `runCartForm` for its fields. */
export async function action({ request, context, url }: Route.ActionArgs) {
  return runCartForm({
    api: context.get(apiContext),
    form: await request.formData(),
    request,
    url,
  });
}

export default function CartRoute({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <AreaTextsProvider texts={cartTexts}>
      <CartPage cart={loaderData.cart} answered={actionData} />
    </AreaTextsProvider>
  );
}

import type { CheckoutPreview, RouterInputs, StoreClient } from '@trastienda/shop-client';
import { COUNTRY_CODES } from '@trastienda/shop-contract';
import { namedCountries } from '@trastienda/ui/country-names';
import { type LoaderFunctionArgs, redirect } from 'react-router';
import { likelyCountry } from '../addresses/likely-country.ts';
import { asGuestAfterSession, unlessSignedOut } from '../api/as-visitor.ts';
import { apiContext } from '../api/server.ts';
import { readSettings } from '../api/settings.ts';
import { type Locale, localeOfPath, localizePath } from '../i18n/locales.ts';
import { initialDetails } from './details.ts';

export type PreviewInput = RouterInputs['checkout']['preview'];

/** A preview, and what was asked for. */
interface Previewed {
  readonly input: PreviewInput;
  readonly preview: CheckoutPreview;
}

/** Returns the prices for a place; with the first shipping method unless one is chosen. */
async function previewFor(api: StoreClient, place: PreviewInput): Promise<Previewed> {
  const preview = await api.checkout.preview.query(place);
  const [first] = preview.shippingOptions;
  if (preview.shippingMethod !== null || first === undefined) return { input: place, preview };
  const input = { ...place, shippingMethodId: first.id };
  return { input, preview: await api.checkout.preview.query(input) };
}

/** Names the countries of both addresses; most shops that ship to all of them send one list. */
function namesOf(shippingCountries: readonly string[], locale: Locale) {
  const billing = namedCountries(COUNTRY_CODES, locale);
  const isEverywhere = shippingCountries.length === billing.length;
  return { billing, shipping: isEverywhere ? billing : namedCountries(shippingCountries, locale) };
}

/** Loads the first step of a checkout: what is known of the buyer, and what the cart costs there. */
export async function loadDetails({ request, context, url }: LoaderFunctionArgs) {
  const api = context.get(apiContext);
  const [settings, known] = await Promise.all([
    readSettings(api),
    asGuestAfterSession(async () => {
      const [cart, current, account, book] = await Promise.all([
        api.cart.get.query(),
        api.checkout.current.query(),
        unlessSignedOut(api.account.get.query()),
        unlessSignedOut(api.addresses.get.query()),
      ]);
      return {
        cart,
        current,
        account: account && { email: account.email, name: account.name },
        book,
      };
    }),
  ]);
  const { shippingCountries, isGuestCheckoutAllowed, carts, reservationSeconds } = settings;
  const { cart, current, account, book } = known;
  const locale = localeOfPath(url.pathname);
  if (account === null && !isGuestCheckoutAllowed) {
    const back = encodeURIComponent(url.pathname);
    throw redirect(localizePath(`/sign-in?return=${back}`, locale));
  }
  const language = request.headers.get('accept-language');
  const country = likelyCountry(language, shippingCountries);
  const details = initialDetails({ current, account, book, country });
  const { shipping, shippingMethodId } = details;
  const place = { country: shipping.country, region: shipping.region || null, shippingMethodId };
  const previewed =
    cart.lines.length === 0 || shipping.country === '' ? null : await previewFor(api, place);
  return {
    settings: { carts, reservationSeconds },
    countries: namesOf(shippingCountries, locale),
    ...{ cart, current, account, book, details, previewed },
  };
}

export type LoadedDetails = Awaited<ReturnType<typeof loadDetails>>;

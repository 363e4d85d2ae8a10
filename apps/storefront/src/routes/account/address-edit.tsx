import { COUNTRY_CODES } from '@trastienda/shop-contract';
import { namedCountries } from '@trastienda/ui/country-names';
import { data, redirect } from 'react-router';
import { AddressPage } from '../../account/address-page.tsx';
import { readAddress } from '../../account/read-address.ts';
import { apiContext, formApiContext } from '../../api/server.ts';
import { runIntent } from '../../forms/run-intent.ts';
import { AreaTextsProvider } from '../../i18n/area-texts.tsx';
import { localeOfPath, localizePath } from '../../i18n/locales.ts';
import { addressesTexts } from '../../messages/addresses.ts';
import type { Route } from './+types/address-edit.ts';

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { addresses } = await context.get(apiContext).addresses.get.query();
  const address = addresses.find(({ id }) => id === params.addressId)?.address;
  if (address === undefined) throw data(null, { status: 404 });
  return { address, countries: namedCountries(COUNTRY_CODES, localeOfPath(url.pathname)) };
}

export function action({ request, context, params, url }: Route.ActionArgs) {
  const { addresses } = context.get(formApiContext);
  return runIntent(request, {
    async save(form) {
      await addresses.update.mutate({ addressId: params.addressId, address: readAddress(form) });
      throw redirect(localizePath('/account/addresses', localeOfPath(url.pathname)));
    },
  });
}

export default function EditAddress({ loaderData }: Route.ComponentProps) {
  return (
    <AreaTextsProvider texts={addressesTexts}>
      <AddressPage {...loaderData} country="" idempotencyKey="" />
    </AreaTextsProvider>
  );
}

import { newIdempotencyKey } from '@trastienda/shop-client';
import { COUNTRY_CODES } from '@trastienda/shop-contract';
import { namedCountries } from '@trastienda/ui/country-names';
import { redirect } from 'react-router';
import { AddressPage } from '../../account/address-page.tsx';
import { readAddress } from '../../account/read-address.ts';
import { likelyCountry } from '../../addresses/likely-country.ts';
import { apiContext, formApiContext } from '../../api/server.ts';
import { readSettings } from '../../api/settings.ts';
import { readFields } from '../../forms/read-fields.ts';
import { runIntent } from '../../forms/run-intent.ts';
import { AreaTextsProvider } from '../../i18n/area-texts.tsx';
import { localeOfPath, localizePath } from '../../i18n/locales.ts';
import { addressesTexts } from '../../messages/addresses.ts';
import type { Route } from './+types/address-new.ts';

export async function loader({ request, context, url }: Route.LoaderArgs) {
  const { shippingCountries } = await readSettings(context.get(apiContext));
  return {
    countries: namedCountries(COUNTRY_CODES, localeOfPath(url.pathname)),
    country: likelyCountry(request.headers.get('accept-language'), shippingCountries),
    idempotencyKey: newIdempotencyKey(),
  };
}

export function action({ request, context, url }: Route.ActionArgs) {
  const { addresses } = context.get(formApiContext);
  return runIntent(request, {
    async save(form) {
      const { idempotencyKey } = readFields(form, 'idempotencyKey');
      const purposes = (['shipping', 'billing'] as const).filter((purpose) =>
        form.getAll('defaultFor').includes(purpose),
      );
      await addresses.add.mutate(
        { address: readAddress(form), defaultFor: purposes },
        { context: { idempotencyKey } },
      );
      throw redirect(localizePath('/account/addresses', localeOfPath(url.pathname)));
    },
  });
}

export default function NewAddress({ loaderData }: Route.ComponentProps) {
  return (
    <AreaTextsProvider texts={addressesTexts}>
      <AddressPage address={null} {...loaderData} />
    </AreaTextsProvider>
  );
}

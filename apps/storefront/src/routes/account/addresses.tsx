import { MAX_ADDRESSES } from '@trastienda/shop-contract';
import { AddressesPage } from '../../account/addresses-page.tsx';
import { apiContext, formApiContext } from '../../api/server.ts';
import { readFields } from '../../forms/read-fields.ts';
import { runIntent } from '../../forms/run-intent.ts';
import type { Route } from './+types/addresses.ts';

export async function loader({ context }: Route.LoaderArgs) {
  return { book: await context.get(apiContext).addresses.get.query(), max: MAX_ADDRESSES };
}

export function action({ request, context }: Route.ActionArgs) {
  const { addresses } = context.get(formApiContext);
  return runIntent<object>(request, {
    remove: (form) => addresses.remove.mutate(readFields(form, 'addressId')),
    'set-default'(form) {
      const { addressId, purpose } = readFields(form, 'addressId', 'purpose');
      return addresses.setDefault.mutate({
        addressId,
        purpose: purpose === 'billing' ? 'billing' : 'shipping',
      });
    },
  });
}

export default function Addresses({ loaderData }: Route.ComponentProps) {
  return <AddressesPage {...loaderData} />;
}

import { can } from '@trastienda/shop-client';
import { Outlet, useMatches } from 'react-router';
import { Forbidden } from '../errors/page-failure.tsx';
import { useSignedIn } from '../session/account.tsx';
import { permissionOf } from '../session/route-access.ts';

/** The page of the address, unless a route of it needs a permission that the account lacks. */
export function PermittedPage() {
  const { account } = useSignedIn();
  const isPermitted = useMatches().every(({ handle }) => {
    const permission = permissionOf(handle);
    return permission === null || can(account, permission);
  });
  return isPermitted ? <Outlet /> : <Forbidden />;
}

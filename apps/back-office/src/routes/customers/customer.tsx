import { useQuery } from '@tanstack/react-query';
import { isClientError } from '@trastienda/shop-client';
import { Skeleton } from '@trastienda/ui/skeleton';
import { CustomerPage } from '../../customers/customer-page.tsx';
import { NotFound, PageFailure } from '../../errors/page-failure.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import type { Route } from './+types/customer.ts';

export const handle = requires('accounts:read');

export default function CustomerRoute({ params }: Route.ComponentProps) {
  const id = params.customerId;
  const { data, error, refetch } = useQuery(api.admin.accounts.get.queryOptions({ id }));
  if (data !== undefined) return <CustomerPage key={id} account={data} />;
  // The id in the address can be any text.
  if (isClientError(error, 'ACCOUNT_NOT_FOUND') || isClientError(error, 'INPUT_INVALID')) {
    return <NotFound />;
  }
  if (error !== null) return <PageFailure error={error} onRetry={() => void refetch()} />;
  return (
    <div aria-busy="true" className="flex flex-col gap-6">
      <Skeleton className="h-9 w-56" />
      <div className="grid gap-6 xl:grid-cols-3">
        <Skeleton className="h-72 xl:col-span-2" />
        <Skeleton className="h-72" />
      </div>
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { isClientError } from '@trastienda/shop-client';
import { Skeleton } from '@trastienda/ui/skeleton';
import { NotFound, PageFailure } from '../../errors/page-failure.tsx';
import { MessagePage } from '../../messages-inbox/message-page.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import type { Route } from './+types/message.ts';

export const handle = requires('messages:read');

export default function MessageRoute({ params: { messageId } }: Route.ComponentProps) {
  const { data, error, refetch } = useQuery(api.admin.messages.get.queryOptions({ messageId }));
  if (data !== undefined) return <MessagePage key={messageId} message={data} />;
  // The id in the address can be any text.
  if (isClientError(error, 'MESSAGE_NOT_FOUND') || isClientError(error, 'INPUT_INVALID')) {
    return <NotFound />;
  }
  if (error !== null) return <PageFailure error={error} onRetry={() => void refetch()} />;
  return (
    <div aria-busy="true" className="flex flex-col gap-6">
      <Skeleton className="h-9 w-56" />
      <div className="grid gap-6 xl:grid-cols-3">
        <Skeleton className="h-72 xl:col-span-2" />
        <Skeleton className="h-56" />
      </div>
    </div>
  );
}

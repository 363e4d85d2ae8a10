import type { QueryClient } from '@tanstack/react-query';
import type { RouterOutputs } from '@trastienda/shop-client';
import { api } from '../session/api.ts';

export type Message = RouterOutputs['admin']['messages']['get'];

/** Shows a message that a call has returned, and reads the inbox again. */
export function showMessage(queryClient: QueryClient, message: Message): void {
  queryClient.setQueryData(api.admin.messages.get.queryKey({ messageId: message.id }), message);
  void queryClient.invalidateQueries(api.admin.messages.list.pathFilter());
}

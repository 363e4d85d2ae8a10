import type { SessionView } from '@trastienda/auth-contract';
import type { Session } from '../sessions/sessions.ts';

/** Returns the session as its owner sees it from the session `currentId`. */
export function toSessionView(
  { id, device, network, createdAt, lastSeenAt, expiresAt }: Session,
  currentId: string,
): SessionView {
  return {
    id,
    device,
    address: network,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isCurrent: id === currentId,
  };
}

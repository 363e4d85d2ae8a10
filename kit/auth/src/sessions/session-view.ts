import type { SessionView } from '@trastienda/auth-contract';
import type { SessionState } from '../collections/index.ts';

/** Returns the session as its owner sees it from the session `currentId`. */
export function toSessionView(
  { expiresAt, attributes }: Pick<SessionState, 'expiresAt' | 'attributes'>,
  currentId: string,
): SessionView {
  return {
    id: attributes.publicId,
    device: attributes.device,
    address: attributes.network,
    createdAt: attributes.createdAt.toISOString(),
    lastSeenAt: attributes.lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isCurrent: attributes.publicId === currentId,
  };
}

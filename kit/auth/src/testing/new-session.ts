import { newId } from '@trastienda/mongo';
import type { SessionAttributes, SessionState } from '../collections/sessions/session-document.ts';

let count = 0;

/** Builds a valid, unique session; unnamed fields have defaults. */
export function newSession(
  overrides: Partial<Omit<SessionState, 'attributes'>> & {
    readonly attributes?: Partial<SessionAttributes>;
  } = {},
): SessionState {
  count += 1;
  const { attributes, ...fields } = overrides;
  const createdAt = new Date('2026-02-01T00:00:00.000Z');
  return {
    id: count.toString(16).padStart(64, '0'),
    accountId: newId(),
    expiresAt: new Date('2100-01-15T00:00:00.000Z'),
    attributes: {
      publicId: newId(),
      createdAt,
      absoluteExpiresAt: new Date('2100-02-01T00:00:00.000Z'),
      lastSeenAt: createdAt,
      authenticatedAt: createdAt,
      device: 'Firefox on Windows',
      network: '192.0.2.0/24',
      ...attributes,
    },
    ...fields,
  };
}

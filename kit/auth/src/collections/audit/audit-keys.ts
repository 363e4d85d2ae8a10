import type { ListAuditInput } from '@trastienda/auth-contract';
import type { NewAuditEntry } from './audit-document.ts';

/** Filters of the audit log. */
type AuditFilter = Pick<ListAuditInput, 'action' | 'actorId' | 'subjectId'>;

/** Returns the key for a combination of filters; null without a filter. */
export function auditKey({ action, actorId, subjectId }: AuditFilter): string | null {
  if (action === undefined && actorId === undefined && subjectId === undefined) return null;
  return JSON.stringify([action ?? null, actorId ?? null, subjectId ?? null]);
}

/**
 * Returns a key for every combination of an entry's filters, so that a page reads only its own
 * entries, even for a rare action of an actor with a million other entries.
 */
export function auditKeysOf({ action, actor, subjectId }: NewAuditEntry): string[] {
  const keys: string[] = [];
  for (const byAction of [{}, { action }]) {
    for (const byActor of actor.id === null ? [{}] : [{}, { actorId: actor.id }]) {
      for (const bySubject of subjectId === null ? [{}] : [{}, { subjectId }]) {
        const key = auditKey({ ...byAction, ...byActor, ...bySubject });
        if (key !== null) keys.push(key);
      }
    }
  }
  return keys;
}

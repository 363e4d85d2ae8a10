import type { ListAuditInput } from '@trastienda/contract';
import type { NewAuditEntry } from './audit-document.ts';

/** What the audit log can be filtered by. */
type AuditFilter = Pick<ListAuditInput, 'action' | 'actorId' | 'subjectId'>;

/** One key for a combination of filters; null when there is none. */
export function auditKey({ action, actorId, subjectId }: AuditFilter): string | null {
  if (action === undefined && actorId === undefined && subjectId === undefined) return null;
  return JSON.stringify([action ?? null, actorId ?? null, subjectId ?? null]);
}

/**
 * The keys of every combination of filters that an entry is found by. So a page reads its own
 * entries and no others, also for a rare action of an actor that has done a million other things.
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

import type { Actor } from '@trastienda/base';
import type { DeclaredProcedure } from '@trastienda/procedures/openapi';

/** Kinds of access of the application: whether an actor has them. */
export type AccessKinds = Readonly<Record<string, (actor: Actor) => boolean>>;

function hasAccess(access: string, actor: Actor, kinds: AccessKinds): boolean {
  if (access === 'public') return true;
  if (access === 'own') return actor.kind === 'account';
  const kind = kinds[access];
  if (kind !== undefined) return kind(actor);
  return actor.kind !== 'anonymous' && actor.permissions.includes(access);
}

/**
 * Returns whether an agent may use a tool. It reads what its credential may read. It changes things
 * with an API key alone, and only where a permission of the key is the access of the mutation: a
 * session is that of a person, who did not decide what an agent does with it.
 */
export function mayUse(
  actor: Actor,
  { type, meta: { access } }: DeclaredProcedure,
  kinds: AccessKinds,
): boolean {
  if (type === 'query') return hasAccess(access, actor, kinds);
  return actor.kind === 'machine' && actor.permissions.includes(access);
}

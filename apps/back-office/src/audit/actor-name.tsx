import { skipToken, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useCan } from '../session/account.tsx';
import { api } from '../session/api.ts';
import type { AuditEntry } from './entry.ts';

/** Who did something: the name of an account for those who may see accounts, else the id. */
export function ActorName({ actor }: { readonly actor: AuditEntry['actor'] }) {
  const t = useTranslations('audit');
  const canRead = useCan('accounts:read');
  const id = actor.kind === 'account' && canRead ? actor.id : null;
  const account = useQuery(
    api.admin.accounts.get.queryOptions(id === null ? skipToken : { id }, {
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    }),
  );
  if (account.data !== undefined) return account.data.name;
  if (actor.id === null) return t(`actors.${actor.kind}`);
  return (
    <>
      {t(`actors.${actor.kind}`)} <span className="font-mono text-xs">{actor.id}</span>
    </>
  );
}

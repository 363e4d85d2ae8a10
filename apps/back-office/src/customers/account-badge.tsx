import type { RouterOutputs } from '@trastienda/shop-client';
import { Badge } from '@trastienda/ui/badge';
import { useTranslations } from 'use-intl';

export type Customer = RouterOutputs['admin']['accounts']['get'];

const TONES = { active: 'positive', disabled: 'critical', deleted: 'neutral' } as const;

/** Returns whether an account can sign in, and why not. */
export function stateOf({
  disabledAt,
  deletedAt,
}: Pick<Customer, 'disabledAt' | 'deletedAt'>): keyof typeof TONES {
  if (deletedAt !== null) return 'deleted';
  return disabledAt === null ? 'active' : 'disabled';
}

export function AccountBadge({ account }: { readonly account: Customer }) {
  const t = useTranslations('customers');
  const state = stateOf(account);
  return (
    <Badge tone={TONES[state]} dot>
      {t(`states.${state}`)}
    </Badge>
  );
}

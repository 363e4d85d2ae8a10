import type { RouterOutputs } from '@trastienda/shop-client';
import { useTranslations } from 'use-intl';

type Action = RouterOutputs['admin']['audit']['list']['items'][number]['action'];

/** Returns what names an action of the audit log that is about an account. */
export function useAuditText(): (action: Action) => string {
  const t = useTranslations('customers');
  return (action) => {
    // Points separate parts of a key. `has` answers for any key; only some actions have a text.
    const key = `actions.${action.replace('.', ' ')}` as 'actions.session started';
    return t.has(key) ? t(key) : action;
  };
}

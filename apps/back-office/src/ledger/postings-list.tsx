import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import type { LedgerEntry } from './ledger-list.ts';

/** The postings of an entry, which sum to zero: debits are positive, credits negative. */
export function PostingsList({ entry }: { readonly entry: LedgerEntry }) {
  const t = useTranslations('ledger');
  const format = useFormats();
  const nameOf = (account: string) => {
    const [kind = '', provider] = account.split(':');
    if (provider !== undefined) return t('accounts.provider', { provider });
    // Only accounts of the contract are posted to; a later version may add one.
    const key = `accounts.${kind}` as 'accounts.customers';
    return t.has(key) ? t(key) : account;
  };
  return (
    <ul className="flex flex-col gap-0.5 text-sm">
      {entry.postings.map(({ account, amount }) => (
        <li key={account} className="flex justify-between gap-4">
          <span className="text-muted">{nameOf(account)}</span>
          <span className="tabular-nums">
            {format.signedMoney({ amount, currency: entry.currency })}
          </span>
        </li>
      ))}
    </ul>
  );
}

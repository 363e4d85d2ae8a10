import { useTranslations } from 'use-intl';
import { isWholeEmail } from './email-filter.ts';

/** Says that a part of an address finds nothing. */
export function EmailHint({ email }: { readonly email: string | undefined }) {
  const t = useTranslations('customers');
  if (isWholeEmail(email)) return null;
  return (
    <p className="w-full text-muted text-sm" role="status">
      {t('wholeEmail')}
    </p>
  );
}

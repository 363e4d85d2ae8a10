import { useTranslations } from 'use-intl';
import { Link } from '../i18n/link.tsx';

/** Where the buyer is on the way from the cart to the order. */
export function Steps({ step }: { readonly step: 'details' | 'payment' }) {
  const t = useTranslations('checkout.steps');
  const link = 'rounded-xs text-muted underline-offset-4 hover:text-text hover:underline';
  return (
    <nav aria-label={t('label')} className="mb-3">
      <ol className="flex items-center gap-2 text-sm [&>li+li]:before:mr-2 [&>li+li]:before:text-border-strong [&>li+li]:before:content-['/']">
        <li>
          <Link to="/cart" className={link}>
            {t('cart')}
          </Link>
        </li>
        <li>
          {step === 'details' ? (
            <span aria-current="step" className="font-medium">
              {t('details')}
            </span>
          ) : (
            <Link to="/checkout" className={link}>
              {t('details')}
            </Link>
          )}
        </li>
        <li>
          {step === 'payment' ? (
            <span aria-current="step" className="font-medium">
              {t('payment')}
            </span>
          ) : (
            <span className="text-muted">{t('payment')}</span>
          )}
        </li>
      </ol>
    </nav>
  );
}

import { Button, buttonClass } from '@trastienda/ui/button';
import { Spinner } from '@trastienda/ui/spinner';
import { ExternalLink, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'use-intl';

interface Props {
  /** Page of the bank. */
  readonly url: string;
  readonly isBusy: boolean;
  readonly onCheck: () => void;
  readonly onOtherMethod: () => void;
}

/** Leads to the page on which the buyer confirms the payment, and waits for it. */
export function BankConfirmation({ url, isBusy, onCheck, onOtherMethod }: Props) {
  const t = useTranslations('checkout.payment');
  return (
    <div className="rounded-lg border bg-surface p-6">
      <ShieldCheck aria-hidden="true" className="mb-3 size-7 text-accent" />
      <h3 className="font-semibold text-base">{t('confirmTitle')}</h3>
      <p className="mt-1 text-muted text-sm">{t('confirmText')}</p>
      {/* A page of the provider: the window gets neither this page nor its address. */}
      <a
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        className={`${buttonClass({ variant: 'primary', size: 'lg', fullWidth: true })} mt-5`}
      >
        {t('confirmOpen')}
        <ExternalLink aria-hidden="true" />
      </a>
      <p role="status" className="mt-5 flex items-center gap-2.5 text-muted text-sm">
        <Spinner size="sm" />
        {t('confirmWaiting')}
      </p>
      <div className="mt-4 flex gap-2 max-sm:flex-col">
        <Button size="sm" loading={isBusy} onClick={onCheck}>
          {t('confirmCheck')}
        </Button>
        <Button size="sm" variant="ghost" disabled={isBusy} onClick={onOtherMethod}>
          {t('otherMethod')}
        </Button>
      </div>
    </div>
  );
}

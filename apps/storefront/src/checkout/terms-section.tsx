import { Checkbox } from '@trastienda/ui/checkbox';
import { useTranslations } from 'use-intl';

interface Props {
  readonly isAccepted: boolean;
  readonly isMissing: boolean;
  readonly reservationSeconds: number;
  readonly onChange: (isAccepted: boolean) => void;
}

/** The terms of the purchase, in short, and their acceptance. */
export function TermsSection({ isAccepted, isMissing, reservationSeconds, onChange }: Props) {
  const t = useTranslations('checkout.terms');
  const minutes = Math.round(reservationSeconds / 60);
  return (
    <div className="border-t pt-7">
      <Checkbox
        name="terms"
        required
        label={t('label')}
        checked={isAccepted}
        error={isMissing && t('required')}
        onChange={(event) => onChange(event.target.checked)}
      />
      <details className="mt-3 ml-7.5 text-sm">
        <summary className="w-fit rounded-xs text-muted underline decoration-current/35 underline-offset-4 hover:text-text">
          {t('show')}
        </summary>
        <ul className="mt-3 list-disc space-y-1.5 pl-4 text-muted marker:text-border-strong">
          <li>{t('price')}</li>
          <li>{t('reserve', { minutes })}</li>
          <li>{t('order')}</li>
          <li>{t('cancel')}</li>
          <li>{t('returns')}</li>
          <li>{t('data')}</li>
        </ul>
      </details>
    </div>
  );
}

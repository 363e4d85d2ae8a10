import { Button } from '@trastienda/ui/button';
import { Select } from '@trastienda/ui/select';
import { Building2, ChevronLeft, Printer } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { LOCALES, type Locale } from '../i18n/locale.ts';
import { CompanyDetailsDialog } from './company-details-dialog.tsx';

export interface PrintToolbarProps {
  readonly orderId: string;
  readonly language: Locale;
  /** Further choices of the document. */
  readonly children?: ReactNode;
}

/** Prints the document; its language and the company's details can be changed. */
export function PrintToolbar({ orderId, language, children }: PrintToolbarProps) {
  const t = useTranslations();
  const [, setParams] = useSearchParams();
  const [isEditing, setIsEditing] = useState(false);
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        icon={<ChevronLeft />}
        className="-ml-3"
        render={<Link to={`/orders/${orderId}`} />}
      >
        {t('printing.back')}
      </Button>
      <span className="grow" />
      {children}
      <Select
        size="sm"
        className="w-auto!"
        aria-label={t('printing.language')}
        value={language}
        onChange={({ currentTarget }) =>
          setParams(
            (params) => {
              params.set('language', currentTarget.value);
              return params;
            },
            { replace: true },
          )
        }
      >
        {LOCALES.map((locale) => (
          <option key={locale} value={locale}>
            {t(`shell.languages.${locale}`)}
          </option>
        ))}
      </Select>
      <Button
        size="sm"
        className="max-sm:grow"
        icon={<Building2 />}
        onClick={() => setIsEditing(true)}
      >
        {t('printing.company')}
      </Button>
      <Button
        size="sm"
        variant="primary"
        className="max-sm:grow"
        icon={<Printer />}
        onClick={() => window.print()}
      >
        {t('printing.print')}
      </Button>
      {isEditing && <CompanyDetailsDialog onClose={() => setIsEditing(false)} />}
    </>
  );
}

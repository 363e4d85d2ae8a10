import type { Money } from '@trastienda/shop-client';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useMoney } from '../catalog/use-money.ts';

interface Props {
  readonly total: Money | undefined;
  readonly children: ReactNode;
}

/** What is bought and what it costs: beside the form, and folded above it on small screens. */
export function Summary({ total, children }: Props) {
  const t = useTranslations('checkout.summary');
  const money = useMoney();
  return (
    <>
      <details className="group mb-8 rounded-lg border bg-surface lg:hidden">
        <summary className="flex list-none items-center justify-between gap-3 rounded-lg p-4 font-medium text-sm [&::-webkit-details-marker]:hidden">
          {t('show', { total: total === undefined ? '…' : money(total) })}
          <ChevronDown
            aria-hidden="true"
            className="size-4 text-muted transition-transform group-open:rotate-180"
          />
        </summary>
        <div className="border-t p-4">{children}</div>
      </details>
      <aside
        aria-label={t('title')}
        className="sticky top-24 self-start rounded-lg border bg-surface p-6 shadow-sm max-lg:hidden lg:order-last"
      >
        <h2 className="mb-5 font-display text-xl tracking-[-0.01em]">{t('title')}</h2>
        {children}
      </aside>
    </>
  );
}

import type { PriceBreakdown } from '@trastienda/shop-client';
import { formatRate } from '@trastienda/ui/format-rate';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useMoney } from '../catalog/use-money.ts';
import { useLocale } from '../i18n/use-locale.ts';

interface Props {
  readonly prices: PriceBreakdown;
  /** Name of the shipping method; null when nothing is shipped, or none is chosen. */
  readonly shipping: string | null;
  /** Whether shipping is not known yet: a method or an address is missing. */
  readonly isShippingOpen?: boolean;
  /** Dims the amounts while new ones are computed. */
  readonly isChanging?: boolean;
}

function Line({
  label,
  className = '',
  children,
}: {
  readonly label: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={`flex items-baseline justify-between gap-4 ${className}`}>
      <dt className="min-w-0">{label}</dt>
      <dd className="shrink-0 tabular-nums">{children}</dd>
    </div>
  );
}

/** The parts of a price down to the total, with each tax. */
export function PriceLines({
  prices,
  shipping,
  isShippingOpen = false,
  isChanging = false,
}: Props) {
  const t = useTranslations('prices');
  const locale = useLocale();
  const money = useMoney();
  const { subtotal, discounts, taxes, total, isTaxIncluded } = prices;
  const isFree = prices.shipping.price.amount === 0;
  return (
    <dl
      aria-busy={isChanging}
      className={`space-y-2 text-sm transition-opacity ${isChanging ? 'opacity-60' : ''}`}
    >
      <Line label={t('subtotal')}>{money(subtotal)}</Line>
      {discounts.map(({ id, code, title, amount }) => (
        <Line
          key={id}
          label={code === null ? title : t('code', { code, title })}
          className="text-positive"
        >
          −{money(amount)}
        </Line>
      ))}
      {(shipping !== null || isShippingOpen) && (
        <Line label={shipping === null ? t('shipping') : t('shippingBy', { name: shipping })}>
          {isShippingOpen && <span className="text-muted">{t('later')}</span>}
          {!isShippingOpen && (isFree ? t('free') : money(prices.shipping.price))}
        </Line>
      )}
      {!isTaxIncluded &&
        taxes.map(({ name, ratePpm, amount }) => (
          <Line key={`${name}-${ratePpm}`} label={`${name} (${formatRate(ratePpm, locale)})`}>
            {money(amount)}
          </Line>
        ))}
      <Line label={t('total')} className="border-t pt-3 font-semibold text-base">
        {money(total)}
      </Line>
      {isTaxIncluded &&
        taxes.map(({ name, ratePpm, amount }) => (
          <Line
            key={`${name}-${ratePpm}`}
            label={t('includes', { name, rate: formatRate(ratePpm, locale) })}
            className="text-muted text-xs"
          >
            {money(amount)}
          </Line>
        ))}
    </dl>
  );
}

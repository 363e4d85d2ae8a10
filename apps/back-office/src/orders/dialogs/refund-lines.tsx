import { Select } from '@trastienda/ui/select';
import { useTranslations } from 'use-intl';
import type { UnitSource } from '../refunds/refund-limits.ts';
import { LineName } from './line-name.tsx';
import { QuantityField } from './quantity-field.tsx';
import type { RefundFormLine } from './refund-form-state.ts';

export interface RefundLinesProps {
  readonly lines: readonly RefundFormLine[];
  readonly onQuantity: (sku: string, quantity: number) => void;
  readonly onSource: (sku: string, source: UnitSource) => void;
}

/** The units that can be refunded: how many, and of which. */
export function RefundLines({ lines, onQuantity, onSource }: RefundLinesProps) {
  const t = useTranslations('orders');
  if (lines.length === 0) return <p className="text-muted text-sm">{t('refunds.noUnits')}</p>;
  return (
    <ul className="flex flex-col divide-y divide-border rounded-md border border-border">
      {lines.map(({ line, sku, from, quantity, max, sources, requested }) => (
        <li key={sku} className="flex flex-col gap-2 px-4 py-3">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <div className="w-full sm:w-auto sm:grow">
              <LineName line={line} />
            </div>
            {sources.length > 1 ? (
              <Select
                size="sm"
                className="w-auto!"
                aria-label={t('refunds.sourceOf', { name: line.title })}
                value={from}
                onChange={({ currentTarget }) =>
                  onSource(sku, currentTarget.value === 'sent' ? 'sent' : 'unsent')
                }
              >
                {sources.map((source) => (
                  <option key={source} value={source}>
                    {t(`refunds.sources.${source}`)}
                  </option>
                ))}
              </Select>
            ) : (
              <span className="text-muted text-xs">{t(`refunds.sources.${from}`)}</span>
            )}
            <QuantityField
              name={line.title}
              max={max}
              value={quantity}
              onChange={(units) => onQuantity(sku, units)}
            />
          </div>
          {requested > 0 && (
            <p className="text-warning text-xs">{t('refunds.requested', { count: requested })}</p>
          )}
        </li>
      ))}
    </ul>
  );
}

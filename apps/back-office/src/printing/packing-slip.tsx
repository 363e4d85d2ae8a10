import type { StaffOrder } from '@trastienda/shop-client';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { countUnits } from '../orders/order-units.ts';
import { AddressText } from '../orders/parts/address-text.tsx';
import { DocumentHead, HeadBlock } from './document-head.tsx';
import type { SlipChoice } from './slip-units.ts';

const CELL = 'border-border border-b py-2.5 align-top';

export interface PackingSlipProps {
  readonly order: StaffOrder;
  /** Null where nothing was or will be sent. */
  readonly choice: SlipChoice | null;
}

/** What is in a parcel, without prices: for who packs it and who unpacks it. */
export function PackingSlip({ order, choice }: PackingSlipProps) {
  const t = useTranslations('documents');
  const format = useFormats();
  const units = choice?.units ?? [];
  return (
    <article className="flex flex-col gap-10">
      <DocumentHead
        title={t('packingSlip')}
        facts={[
          [t('order'), order.number],
          [t('placed'), format.date(order.placedAt)],
          ...(choice === null || choice.parcel === null
            ? []
            : [[t('parcel'), format.number(choice.parcel)] as const]),
        ]}
      >
        <HeadBlock label={t('shipTo')}>
          <AddressText address={order.shippingAddress} />
        </HeadBlock>
        {order.shippingMethod !== null && (
          <HeadBlock label={t('shippingMethod')}>
            <p>{order.shippingMethod.name}</p>
          </HeadBlock>
        )}
      </DocumentHead>
      {units.length === 0 ? (
        <p className="text-muted text-sm">{t('nothingToPack')}</p>
      ) : (
        <table className="w-full border-separate border-spacing-0 text-left text-sm">
          <thead className="text-muted text-xs">
            <tr>
              <th scope="col" className={`${CELL} w-8`}>
                <span className="sr-only">{t('packed')}</span>
              </th>
              <th scope="col" className={`${CELL} font-medium`}>
                {t('item')}
              </th>
              <th scope="col" className={`${CELL} font-medium`}>
                {t('sku')}
              </th>
              <th scope="col" className={`${CELL} text-right font-medium`}>
                {t('quantity')}
              </th>
            </tr>
          </thead>
          <tbody>
            {units.map(({ sku, quantity }) => {
              const line = order.lines.find((each) => each.sku === sku);
              const options = line?.optionValues.join(' · ') ?? '';
              return (
                <tr key={sku} className="break-inside-avoid">
                  <td className={CELL}>
                    <span
                      aria-hidden="true"
                      className="block size-4 rounded-xs border border-border-strong"
                    />
                  </td>
                  <td className={CELL}>
                    <span className="block font-medium">{line?.title ?? sku}</span>
                    {options !== '' && <span className="text-muted">{options}</span>}
                  </td>
                  <td className={`${CELL} font-mono text-xs leading-5`}>{sku}</td>
                  <td className={`${CELL} text-right tabular-nums`}>{format.number(quantity)}</td>
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr className="font-medium">
              <td colSpan={3} className="py-3">
                {t('units')}
              </td>
              <td className="py-3 text-right tabular-nums">{format.number(countUnits(units))}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </article>
  );
}

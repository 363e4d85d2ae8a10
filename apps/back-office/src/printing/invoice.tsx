import type { StaffOrder } from '@trastienda/shop-client';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { AddressText } from '../orders/parts/address-text.tsx';
import { DocumentHead, HeadBlock } from './document-head.tsx';
import { InvoiceTotals } from './invoice-totals.tsx';

const CELL = 'border-border border-b py-2.5 pl-4 first:pl-0 align-top';
/** Columns that a phone has no room for; paper has. */
const WIDE = 'hidden sm:table-cell print:table-cell';
const NUMBER = `${CELL} whitespace-nowrap text-right tabular-nums`;

/** The lines of the invoice: price, discount, rate of tax and total of each. */
function InvoiceLines({ order }: { readonly order: StaffOrder }) {
  const t = useTranslations('documents');
  const format = useFormats();
  const hasDiscounts = order.lines.some(({ discount }) => discount.amount > 0);
  return (
    <table className="w-full border-separate border-spacing-0 text-left text-sm">
      <thead className="text-muted text-xs">
        <tr>
          <th scope="col" className={`${CELL} font-medium`}>
            {t('item')}
          </th>
          <th scope="col" className={`${NUMBER} font-medium`}>
            {t('quantity')}
          </th>
          <th scope="col" className={`${NUMBER} ${WIDE} font-medium`}>
            {t('unitPrice')}
          </th>
          {hasDiscounts && (
            <th scope="col" className={`${NUMBER} ${WIDE} font-medium`}>
              {t('discount')}
            </th>
          )}
          <th scope="col" className={`${NUMBER} font-medium`}>
            {t('tax')}
          </th>
          <th scope="col" className={`${NUMBER} font-medium`}>
            {t('amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {order.lines.map((line) => (
          <tr key={line.sku} className="break-inside-avoid">
            <td className={CELL}>
              <span className="block font-medium">{line.title}</span>
              <span className="text-muted text-xs">
                {[...line.optionValues, line.sku].join(' · ')}
              </span>
            </td>
            <td className={NUMBER}>{format.number(line.quantity)}</td>
            <td className={`${NUMBER} ${WIDE}`}>{format.money(line.unitPrice)}</td>
            {hasDiscounts && (
              <td className={`${NUMBER} ${WIDE}`}>
                {line.discount.amount > 0 ? `−${format.money(line.discount)}` : '–'}
              </td>
            )}
            <td className={NUMBER}>{format.rate(line.taxRatePpm)}</td>
            <td className={NUMBER}>{format.money(line.total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What was bought, with prices and taxes as they were when the order was placed. */
export function Invoice({ order }: { readonly order: StaffOrder }) {
  const t = useTranslations('documents');
  const format = useFormats();
  const { billingAddress, shippingAddress } = order;
  return (
    <article className="flex flex-col gap-10">
      <DocumentHead
        title={t('invoice')}
        facts={[
          [t('order'), order.number],
          [t('date'), format.date(order.placedAt)],
        ]}
      >
        <HeadBlock label={t('billTo')}>
          <AddressText address={billingAddress ?? shippingAddress} />
          <p className="break-all">{order.email}</p>
        </HeadBlock>
        {billingAddress !== null && order.isShipped && (
          <HeadBlock label={t('shipTo')}>
            <AddressText address={shippingAddress} />
          </HeadBlock>
        )}
      </DocumentHead>
      <InvoiceLines order={order} />
      <InvoiceTotals order={order} />
    </article>
  );
}

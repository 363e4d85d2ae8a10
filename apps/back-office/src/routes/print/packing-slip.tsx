import type { StaffOrder } from '@trastienda/shop-client';
import { Select } from '@trastienda/ui/select';
import { useSearchParams } from 'react-router';
import { useLocale, useTranslations } from 'use-intl';
import { DocumentTexts } from '../../printing/document-texts.tsx';
import { languageOf } from '../../printing/language-of.ts';
import { PackingSlip } from '../../printing/packing-slip.tsx';
import { Paper, useDocumentTitle } from '../../printing/paper.tsx';
import { PrintToolbar } from '../../printing/print-toolbar.tsx';
import { PrintedOrder } from '../../printing/printed-order.tsx';
import { slipChoices } from '../../printing/slip-units.ts';
import { requires } from '../../session/route-access.ts';
import type { Route } from './+types/packing-slip.ts';

export const handle = requires('orders:read');

function PackingSlipPage({ order }: { readonly order: StaffOrder }) {
  const t = useTranslations('printing');
  const locale = useLocale();
  const [params, setParams] = useSearchParams();
  const choices = slipChoices(order);
  const choice = choices.find(({ value }) => value === params.get('parcel')) ?? choices[0] ?? null;
  const language = languageOf(params, order.locale, locale);
  useDocumentTitle(`${t('packingSlip')} ${order.number}`);
  return (
    <Paper
      toolbar={
        <PrintToolbar orderId={order.id} language={language}>
          {choices.length > 1 && (
            <Select
              size="sm"
              className="w-auto!"
              aria-label={t('contents')}
              value={choice?.value ?? ''}
              onChange={({ currentTarget }) =>
                setParams(
                  (current) => {
                    current.set('parcel', currentTarget.value);
                    return current;
                  },
                  { replace: true },
                )
              }
            >
              {choices.map(({ value, parcel }) => (
                <option key={value} value={value}>
                  {parcel === null ? t('unsent') : t('parcel', { number: parcel })}
                </option>
              ))}
            </Select>
          )}
        </PrintToolbar>
      }
    >
      <DocumentTexts locale={language}>
        <PackingSlip order={order} choice={choice} />
      </DocumentTexts>
    </Paper>
  );
}

export default function PackingSlipRoute({ params }: Route.ComponentProps) {
  return (
    <PrintedOrder orderId={params.orderId}>
      {(order) => <PackingSlipPage order={order} />}
    </PrintedOrder>
  );
}

import type { StaffOrder } from '@trastienda/shop-client';
import { useSearchParams } from 'react-router';
import { useLocale, useTranslations } from 'use-intl';
import { DocumentTexts } from '../../printing/document-texts.tsx';
import { Invoice } from '../../printing/invoice.tsx';
import { languageOf } from '../../printing/language-of.ts';
import { Paper, useDocumentTitle } from '../../printing/paper.tsx';
import { PrintToolbar } from '../../printing/print-toolbar.tsx';
import { PrintedOrder } from '../../printing/printed-order.tsx';
import { requires } from '../../session/route-access.ts';
import type { Route } from './+types/invoice.ts';

export const handle = requires('orders:read');

function InvoicePage({ order }: { readonly order: StaffOrder }) {
  const t = useTranslations('printing');
  const locale = useLocale();
  const [params] = useSearchParams();
  const language = languageOf(params, order.locale, locale);
  useDocumentTitle(`${t('invoice')} ${order.number}`);
  return (
    <Paper toolbar={<PrintToolbar orderId={order.id} language={language} />}>
      <DocumentTexts locale={language}>
        <Invoice order={order} />
      </DocumentTexts>
    </Paper>
  );
}

export default function InvoiceRoute({ params }: Route.ComponentProps) {
  return (
    <PrintedOrder orderId={params.orderId}>{(order) => <InvoicePage order={order} />}</PrintedOrder>
  );
}

import { useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { QueryProvider } from '../../api/queries.tsx';
import { WithSession } from '../../checkout/session-end.tsx';
import { AreaTextsProvider } from '../../i18n/area-texts.tsx';
import { preferLocale } from '../../i18n/keep-locale.ts';
import { ordersTexts } from '../../messages/orders.ts';
import { loadOrder } from '../../orders/load-orders.ts';
import { MissingOrder, OrderPage } from '../../orders/order-page.tsx';
import { PageHead } from '../../seo/page-head.tsx';
import type { Route } from './+types/order.ts';

/** Emails about an order link here. */
export const middleware: Route.MiddlewareFunction[] = [preferLocale];

export const loader = loadOrder;

function Page({ loaderData }: Pick<Route.ComponentProps, 'loaderData'>) {
  const t = useTranslations('orders');
  const [query] = useSearchParams();
  const { order, account } = loaderData;
  if (order === null) {
    return (
      <>
        <PageHead title={t('missing.title')} isIndexed={false} />
        <MissingOrder isSignedIn={account !== null} />
      </>
    );
  }
  return (
    <>
      <PageHead title={t('order.title', { number: order.number })} isIndexed={false} />
      <WithSession account={account}>
        <OrderPage key={order.id} order={order} isNew={query.has('new')} />
      </WithSession>
    </>
  );
}

export default function OrderRoute({ loaderData }: Route.ComponentProps) {
  return (
    <AreaTextsProvider texts={ordersTexts}>
      <QueryProvider>
        <Page loaderData={loaderData} />
      </QueryProvider>
    </AreaTextsProvider>
  );
}

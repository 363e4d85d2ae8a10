import { useTranslations } from 'use-intl';
import { QueryProvider } from '../../api/queries.tsx';
import { AreaTextsProvider } from '../../i18n/area-texts.tsx';
import { preferLocale } from '../../i18n/keep-locale.ts';
import { ordersTexts } from '../../messages/orders.ts';
import { LinkedOrderPage } from '../../orders/linked-order-page.tsx';
import { PageHead } from '../../seo/page-head.tsx';
import { useShellData } from '../../shell/shell-data.ts';
import type { Route } from './+types/linked.ts';

/** Emails to guests link here. */
export const middleware: Route.MiddlewareFunction[] = [preferLocale];

function Head() {
  const t = useTranslations('orders.list');
  return <PageHead title={t('number')} isIndexed={false} />;
}

export default function LinkedOrder() {
  const { account } = useShellData() ?? {};
  return (
    <AreaTextsProvider texts={ordersTexts}>
      <Head />
      <QueryProvider>
        <LinkedOrderPage isSignedIn={Boolean(account)} />
      </QueryProvider>
    </AreaTextsProvider>
  );
}

import { useTranslations } from 'use-intl';
import { QueryProvider } from '../../api/queries.tsx';
import { DetailsPage } from '../../checkout/details-page.tsx';
import { loadDetails } from '../../checkout/load-details.ts';
import { AreaTextsProvider } from '../../i18n/area-texts.tsx';
import { checkoutTexts } from '../../messages/checkout.ts';
import { PageHead } from '../../seo/page-head.tsx';
import type { PageHandle } from '../../shell/shell.tsx';
import type { Route } from './+types/details.ts';

export const handle: PageHandle = { shell: 'focused' };

export const loader = loadDetails;

function Head() {
  const t = useTranslations('checkout');
  return <PageHead title={t('title')} isIndexed={false} />;
}

export default function Details({ loaderData }: Route.ComponentProps) {
  return (
    <AreaTextsProvider texts={checkoutTexts}>
      <Head />
      <QueryProvider>
        <DetailsPage loaded={loaderData} />
      </QueryProvider>
    </AreaTextsProvider>
  );
}

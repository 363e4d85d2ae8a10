import { useToast } from '@trastienda/ui/toast';
import { useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { DiscountEditor } from '../../discounts/discount-editor.tsx';
import { PageFailure } from '../../errors/page-failure.tsx';
import { useShopClock } from '../../format/use-shop-clock.ts';
import { requires } from '../../session/route-access.ts';
import { useShopSettings } from '../../session/use-shop-settings.ts';
import { BackLink } from '../../shell/back-link.tsx';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';

export const handle = requires('pricing:write');

export default function NewDiscount() {
  const t = useTranslations('discounts');
  const toast = useToast();
  const navigate = useNavigate();
  const clock = useShopClock();
  const { data, error, refetch } = useShopSettings();
  if (error !== null) return <PageFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined || clock === null) return <PageSkeleton />;
  return (
    <Page title={t('create')} breadcrumbs={<BackLink to="/discounts" label={t('title')} />}>
      <div className="max-w-3xl">
        <DiscountEditor
          discount={null}
          clock={clock}
          currencies={data.currencies.map(({ code }) => code)}
          onSaved={({ title }) => {
            toast.show({ tone: 'positive', title: t('saved', { title }) });
            void navigate('/discounts');
          }}
        />
      </div>
    </Page>
  );
}

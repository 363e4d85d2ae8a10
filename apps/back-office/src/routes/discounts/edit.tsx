import { useQuery } from '@tanstack/react-query';
import { isClientError } from '@trastienda/shop-client';
import { useToast } from '@trastienda/ui/toast';
import { useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { DiscountBadge } from '../../discounts/discount-badge.tsx';
import { DiscountEditor } from '../../discounts/discount-editor.tsx';
import { NotFound, PageFailure } from '../../errors/page-failure.tsx';
import { useShopClock } from '../../format/use-shop-clock.ts';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { useShopSettings } from '../../session/use-shop-settings.ts';
import { BackLink } from '../../shell/back-link.tsx';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import type { Route } from './+types/edit.ts';

export const handle = requires('pricing:read');

export default function EditDiscount({ params }: Route.ComponentProps) {
  const t = useTranslations('discounts');
  const toast = useToast();
  const navigate = useNavigate();
  const clock = useShopClock();
  const settings = useShopSettings();
  // What is edited does not change below the person; saving sends what was changed alone.
  const { data, error, refetch } = useQuery(
    api.admin.discounts.get.queryOptions(
      { id: params.id },
      { staleTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false },
    ),
  );
  if (isClientError(error, 'DISCOUNT_NOT_FOUND', 'INPUT_INVALID')) return <NotFound />;
  const failure = error ?? settings.error;
  if (failure !== null) return <PageFailure error={failure} onRetry={() => void refetch()} />;
  if (data === undefined || settings.data === undefined || clock === null) return <PageSkeleton />;
  return (
    <Page
      title={data.title}
      status={<DiscountBadge discount={data} />}
      breadcrumbs={<BackLink to="/discounts" label={t('title')} />}
    >
      <div className="max-w-3xl">
        <DiscountEditor
          key={data.id}
          discount={data}
          clock={clock}
          currencies={settings.data.currencies.map(({ code }) => code)}
          onSaved={({ title }) => {
            toast.show({ tone: 'positive', title: t('saved', { title }) });
            void navigate('/discounts');
          }}
        />
      </div>
    </Page>
  );
}

import { skipToken, useQuery } from '@tanstack/react-query';
import { MAX_PAGE_SIZE } from '@trastienda/shop-contract';
import { useToast } from '@trastienda/ui/toast';
import { useMemo } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { NotFound, PageFailure } from '../../errors/page-failure.tsx';
import { useCan } from '../../session/account.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { useShopSettings } from '../../session/use-shop-settings.ts';
import { BackLink } from '../../shell/back-link.tsx';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { ShippingEditor } from '../../shipping/shipping-editor.tsx';

export const handle = requires('pricing:read');

/** The page of a method, and of a new one at `/shipping/new`. */
export default function EditShippingMethod() {
  const t = useTranslations('shipping');
  const toast = useToast();
  const navigate = useNavigate();
  const canWrite = useCan('pricing:write');
  const { id } = useParams();
  const settings = useShopSettings();
  // A shop has no more methods than a page of the list.
  const methods = useQuery(
    api.admin.shipping.list.queryOptions(id === undefined ? skipToken : { limit: MAX_PAGE_SIZE }, {
      staleTime: 0,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    }),
  );
  const currencies = useMemo(
    () => settings.data?.currencies.map(({ code }) => code),
    [settings.data],
  );
  const failure = methods.error ?? settings.error;
  if (failure !== null)
    return <PageFailure error={failure} onRetry={() => void methods.refetch()} />;
  if (currencies === undefined) return <PageSkeleton />;
  if (id !== undefined && methods.data === undefined) return <PageSkeleton />;
  const method = methods.data?.items.find((each) => each.id === id) ?? null;
  if (id === undefined ? !canWrite : method === null) return <NotFound />;
  return (
    <Page
      title={method?.name ?? t('create')}
      breadcrumbs={<BackLink to="/shipping" label={t('title')} />}
    >
      <div className="max-w-3xl">
        <ShippingEditor
          key={id ?? 'new'}
          method={method}
          currencies={currencies}
          onSaved={({ name }) => {
            toast.show({ tone: 'positive', title: t('saved', { name }) });
            void navigate('/shipping');
          }}
        />
      </div>
    </Page>
  );
}

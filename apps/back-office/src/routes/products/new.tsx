import { useQuery } from '@tanstack/react-query';
import { useToast } from '@trastienda/ui/toast';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { PageFailure } from '../../errors/page-failure.tsx';
import { ProductEditor } from '../../products/editor/product-editor.tsx';
import { emptyProduct } from '../../products/editor/product-values.ts';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { BackLink } from '../../shell/back-link.tsx';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';

export const handle = requires('catalog:write');

export default function NewProduct() {
  const t = useTranslations('products');
  const toast = useToast();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(
    api.shop.settings.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }),
  );
  const initial = useMemo(() => data && emptyProduct(data.currency), [data]);
  if (error !== null) return <PageFailure error={error} onRetry={() => void refetch()} />;
  if (initial === undefined) return <PageSkeleton />;
  return (
    <Page title={t('create')} breadcrumbs={<BackLink to="/products" label={t('title')} />}>
      <ProductEditor
        product={null}
        initial={initial}
        onSaved={({ id, title }) => {
          toast.show({ tone: 'positive', title: t('saved', { title }) });
          void navigate(`/products/${id}`, { replace: true });
        }}
      />
    </Page>
  );
}

import { useQuery } from '@tanstack/react-query';
import { isClientError } from '@trastienda/shop-client';
import { useToast } from '@trastienda/ui/toast';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { NotFound, PageFailure } from '../../errors/page-failure.tsx';
import { ProductEditor } from '../../products/editor/product-editor.tsx';
import { valuesOf } from '../../products/editor/product-values.ts';
import { ProductFacts } from '../../products/product-facts.tsx';
import { StatusBadge } from '../../products/status-badge.tsx';
import { api } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { BackLink } from '../../shell/back-link.tsx';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import type { Route } from './+types/edit.ts';

export const handle = requires('catalog:read');

export default function EditProduct({ params }: Route.ComponentProps) {
  const t = useTranslations('products');
  const toast = useToast();
  // What is edited does not change below the person: another's changes are merged on saving.
  const { data, error, refetch } = useQuery(
    api.admin.products.get.queryOptions(
      { id: params.id },
      { staleTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false },
    ),
  );
  const initial = useMemo(() => data && valuesOf(data), [data]);
  if (isClientError(error, 'PRODUCT_NOT_FOUND', 'INPUT_INVALID')) return <NotFound />;
  if (error !== null) return <PageFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined || initial === undefined) return <PageSkeleton />;
  return (
    <Page
      title={data.title}
      status={<StatusBadge status={data.status} />}
      breadcrumbs={<BackLink to="/products" label={t('title')} />}
    >
      <ProductEditor
        key={data.id}
        product={data}
        initial={initial}
        aside={<ProductFacts product={data} />}
        onSaved={({ title }) => toast.show({ tone: 'positive', title: t('saved', { title }) })}
      />
    </Page>
  );
}

import type { RouterOutputs } from '@trastienda/shop-client';
import { Badge } from '@trastienda/ui/badge';
import { linkClass } from '@trastienda/ui/link';
import { Image } from 'lucide-react';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { columnsOf } from '../table/table-features.ts';
import { StatusBadge } from './status-badge.tsx';

export type ProductRow = RouterOutputs['admin']['products']['list']['items'][number];

function ProductName({ product }: { readonly product: ProductRow }) {
  return (
    <span className="flex min-w-44 items-center gap-3">
      <span className="grid size-10 shrink-0 place-items-center overflow-hidden rounded-md bg-sunken text-muted">
        {product.image === null ? (
          <Image aria-hidden="true" className="size-4" />
        ) : (
          <img src={product.image.url} alt="" loading="lazy" className="size-full object-cover" />
        )}
      </span>
      <Link
        to={`/products/${product.id}`}
        className={`${linkClass({ tone: 'text', underline: 'hover' })} line-clamp-2 font-medium`}
      >
        {product.title}
      </Link>
    </span>
  );
}

/** Returns the columns of the list of products. */
export function useProductColumns() {
  const t = useTranslations('products');
  const format = useFormats();
  return useMemo(() => {
    const column = columnsOf<ProductRow>();
    return column.columns([
      column.display({
        id: 'title',
        meta: {
          label: t('product'),
          sorts: { ascending: 'title-asc', descending: 'title-desc' },
        },
        cell: ({ row }) => <ProductName product={row.original} />,
      }),
      column.display({
        id: 'status',
        meta: { label: t('status') },
        cell: ({ row }) => <StatusBadge status={row.original.status} />,
      }),
      column.display({
        id: 'availability',
        meta: { label: t('availability'), from: 'md' },
        cell: ({ row }) =>
          row.original.isInStock ? (
            <span className="text-muted">{t('inStock')}</span>
          ) : (
            <Badge tone="warning">{t('soldOut')}</Badge>
          ),
      }),
      column.display({
        id: 'vendor',
        meta: { label: t('vendor'), from: 'lg' },
        cell: ({ row }) => row.original.vendor ?? <span className="text-muted">–</span>,
      }),
      column.display({
        id: 'type',
        meta: { label: t('type'), from: 'xl', isHidden: true },
        cell: ({ row }) => row.original.productType ?? <span className="text-muted">–</span>,
      }),
      column.display({
        id: 'price',
        meta: {
          label: t('price'),
          align: 'end',
          from: 'sm',
          sorts: { ascending: 'price-asc', descending: 'price-desc' },
        },
        cell({ row }) {
          const { min, max } = row.original.priceRange;
          const price = format.money(min);
          return min.amount === max.amount ? price : t('priceFrom', { price });
        },
      }),
      column.display({
        id: 'updated',
        meta: { label: t('updated'), align: 'end', from: 'xl' },
        cell: ({ row }) => (
          <time dateTime={row.original.updatedAt} className="text-muted">
            {format.date(row.original.updatedAt)}
          </time>
        ),
      }),
    ]);
  }, [t, format]);
}

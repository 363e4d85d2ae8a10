import type { StaffProduct } from '@trastienda/shop-client';
import { Card } from '@trastienda/ui/card';
import { linkClass } from '@trastienda/ui/link';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted">{name}</dt>
      <dd className="text-right">{children}</dd>
    </div>
  );
}

/** When a product was made and changed, and its page in the shop. */
export function ProductFacts({ product }: { readonly product: StaffProduct }) {
  const t = useTranslations('products');
  const format = useFormats();
  return (
    <Card className="text-sm">
      <dl className="flex flex-col gap-2">
        <Fact name={t('created')}>{format.dateTime(product.createdAt)}</Fact>
        <Fact name={t('updated')}>{format.dateTime(product.updatedAt)}</Fact>
        <Fact name={t('revision')}>{format.number(product.revision)}</Fact>
      </dl>
      {product.status === 'active' && (
        <a
          href={`/products/${encodeURIComponent(product.slug)}`}
          className={`${linkClass()} mt-4 inline-flex items-center gap-1.5`}
        >
          <ExternalLink aria-hidden="true" className="size-4" />
          {t('showInShop')}
        </a>
      )}
    </Card>
  );
}

import type { ProductSummary } from '@trastienda/shop-client';
import { useTranslations } from 'use-intl';
import { Link } from '../i18n/link.tsx';
import { ProductPicture } from './product-picture.tsx';
import { useMoney } from './use-money.ts';

interface Props {
  readonly product: ProductSummary;
  /** True for products of the first screen. */
  readonly isFirst?: boolean;
  /** Level of its heading: one below that of what is around it. Default 3. */
  readonly level?: 2 | 3 | undefined;
}

/** A product in a grid: its whole area is the link. */
export function ProductCard({ product, isFirst = false, level = 3 }: Props) {
  const t = useTranslations('catalog.card');
  const money = useMoney();
  const { slug, title, vendor, image, priceRange, isInStock } = product;
  const { min, max } = priceRange;
  const Heading = `h${level}` as const;
  return (
    <article className="group relative">
      <div className="aspect-4/5 overflow-hidden rounded-lg bg-sunken">
        <div className="size-full transition-transform duration-500 ease-out group-hover:scale-[1.03]">
          <ProductPicture
            image={image}
            fallbackAlt=""
            isFirst={isFirst}
            sizes="(min-width: 1280px) 18rem, (min-width: 640px) 33vw, 50vw"
            className={isInStock ? '' : 'opacity-60'}
          />
        </div>
        {!isInStock && (
          <span className="absolute top-3 left-3 rounded-full bg-surface/90 px-2.5 py-1 font-medium text-xs">
            {t('soldOut')}
          </span>
        )}
      </div>
      <div className="mt-3 flex flex-col gap-0.5">
        {vendor !== null && <p className="order-first text-muted text-xs">{vendor}</p>}
        <Heading className="text-balance text-base leading-snug">
          <Link
            to={`/products/${slug}`}
            prefetch="intent"
            className="outline-none after:absolute after:inset-0 after:rounded-lg group-hover:text-accent focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:outline-offset-4"
          >
            {title}
          </Link>
        </Heading>
        <p className="text-sm tabular-nums">
          {min.amount === max.amount ? money(min) : t('from', { price: money(min) })}
        </p>
      </div>
    </article>
  );
}

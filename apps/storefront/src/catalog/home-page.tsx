import { buttonClass } from '@trastienda/ui/button';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from '../i18n/link.tsx';
import { PageHead } from '../seo/page-head.tsx';
import type { HomeData } from './load-home.ts';
import { ProductGrid } from './product-grid.tsx';
import { ProductPicture } from './product-picture.tsx';

interface SectionProps {
  readonly title: string;
  /** Where the rest is. */
  readonly all?: string;
  readonly children: ReactNode;
}

function Section({ title, all, children }: SectionProps) {
  const t = useTranslations('catalog.home');
  return (
    <section className="mt-16 sm:mt-24">
      <div className="mb-6 flex items-baseline justify-between gap-4 sm:mb-8">
        <h2 className="font-display text-2xl tracking-tight">{title}</h2>
        {all !== undefined && (
          <Link
            to={all}
            prefetch="intent"
            className="whitespace-nowrap rounded-xs text-muted text-sm underline decoration-current/35 underline-offset-4 transition-colors hover:text-text"
          >
            {t('all')}
          </Link>
        )}
      </div>
      {children}
    </section>
  );
}

function Hero({ products }: { readonly products: HomeData['newest'] }) {
  const t = useTranslations('catalog.home');
  const [large, ...small] = products.filter(({ image }) => image !== null).slice(0, 3);
  return (
    <section className="grid items-center gap-10 pt-10 sm:pt-14 lg:grid-cols-2 lg:gap-16">
      <div className="max-w-xl">
        <p className="mb-4 text-accent text-sm">{t('eyebrow')}</p>
        <h1 className="text-balance font-display text-3xl tracking-tight sm:text-4xl">
          {t('title')}
        </h1>
        <p className="mt-5 max-w-md text-pretty text-lg text-muted">{t('text')}</p>
        <Link
          to="/products"
          prefetch="intent"
          className={`${buttonClass({ variant: 'primary', size: 'lg' })} mt-8`}
        >
          {t('browse')}
        </Link>
      </div>
      {large !== undefined && (
        <div className="grid aspect-4/3 grid-cols-3 grid-rows-2 gap-3 sm:gap-4">
          <HeroPicture product={large} className="col-span-2 row-span-2" isFirst />
          {small.map((product) => (
            <HeroPicture key={product.id} product={product} />
          ))}
        </div>
      )}
    </section>
  );
}

interface HeroPictureProps {
  readonly product: HomeData['newest'][number];
  readonly className?: string;
  readonly isFirst?: boolean;
}

function HeroPicture({ product, className = '', isFirst = false }: HeroPictureProps) {
  return (
    <Link
      to={`/products/${product.slug}`}
      aria-label={product.title}
      className={`block overflow-hidden rounded-xl bg-sunken ${className}`}
    >
      <ProductPicture
        image={product.image}
        fallbackAlt=""
        isFirst={isFirst}
        sizes={isFirst ? '(min-width: 1024px) 26rem, 66vw' : '(min-width: 1024px) 13rem, 33vw'}
      />
    </Link>
  );
}

/** The home page: what the shop is, what is new, and the ways into the catalog. */
export function HomePage({ newest, featured, types, tags }: HomeData) {
  const t = useTranslations('catalog.home');
  return (
    <>
      <PageHead description={t('description')} image={newest[0]?.image} />
      <Hero products={newest} />
      {newest.length > 0 && (
        <Section title={t('newest')} all="/products?sort=newest">
          <ProductGrid products={newest.slice(0, 4)} />
        </Section>
      )}
      {types.length > 0 && (
        <Section title={t('types')}>
          <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-4 lg:grid-cols-4">
            {types.map(({ value, count, picture }) => (
              <li key={value}>
                <Link
                  to={`/products?type=${encodeURIComponent(value)}`}
                  prefetch="intent"
                  className="group flex items-center gap-3 rounded-lg border bg-surface p-2 sm:gap-4 sm:p-3 transition-colors hover:border-border-strong"
                >
                  <span className="size-12 shrink-0 sm:size-16 overflow-hidden rounded-md bg-sunken">
                    <ProductPicture image={picture} fallbackAlt="" sizes="4rem" />
                  </span>
                  <span className="min-w-0">
                    <span className="block truncate font-medium group-hover:text-accent">
                      {value}
                    </span>
                    <span className="block whitespace-nowrap text-muted text-xs sm:text-sm">
                      {t('typeCount', { count })}
                    </span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {featured.length > 0 && (
        <Section title={t('featured')} all="/products">
          <ProductGrid products={featured} />
        </Section>
      )}
      {tags.length > 0 && (
        <Section title={t('tags')}>
          <ul className="flex flex-wrap gap-2">
            {tags.map((tag) => (
              <li key={tag}>
                <Link
                  to={`/products?tag=${encodeURIComponent(tag)}`}
                  prefetch="intent"
                  className="block rounded-full border bg-surface px-4 py-2 text-sm transition-colors hover:border-border-strong hover:text-accent"
                >
                  {tag}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

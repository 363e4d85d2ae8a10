import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import type { CartAnswer } from '../cart/cart-answer.ts';
import { Link } from '../i18n/link.tsx';
import { localizePath } from '../i18n/locales.ts';
import { useLocale } from '../i18n/use-locale.ts';
import { JsonLd } from '../seo/json-ld.tsx';
import { PageHead } from '../seo/page-head.tsx';
import { breadcrumbData, productData } from '../seo/product-data.ts';
import { useShellData } from '../shell/shell-data.ts';
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx';
import { BuyBox } from './buy-box.tsx';
import { Gallery } from './gallery.tsx';
import type { ProductData } from './load-product.ts';
import { ProductGrid } from './product-grid.tsx';
import { useLiveStock } from './use-live-stock.ts';
import { initialVariant } from './variants.ts';

interface Props extends ProductData {
  /** Answer to a form that was sent without a script. */
  readonly answered: CartAnswer | undefined;
}

const MOST_TAGS = 8;

function StructuredProduct({
  product,
  minorUnitDigits,
  crumbs,
}: Pick<ProductData, 'product' | 'minorUnitDigits'> & { readonly crumbs: readonly Crumb[] }) {
  const { origin = 'http://localhost' } = useShellData() ?? {};
  const locale = useLocale();
  const addressOf = (path: string) => origin + localizePath(path, locale);
  const own = addressOf(`/products/${product.slug}`);
  const steps = [...crumbs, { name: product.title, to: `/products/${product.slug}` }];
  return (
    <JsonLd
      data={
        import.meta.env.SSR
          ? [
              productData(product, own, minorUnitDigits),
              breadcrumbData(steps.map(({ name, to }) => ({ name, url: addressOf(to) }))),
            ]
          : []
      }
    />
  );
}

/** A product: its pictures, its variants, and how to buy it. */
export function ProductPage({
  product: loaded,
  related,
  description,
  minorUnitDigits,
  answered,
}: Props) {
  const t = useTranslations('catalog');
  const tShell = useTranslations('shell');
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const known = useLiveStock(loaded.variants.map(({ sku }) => sku));
  const product = useMemo(() => {
    const variants = loaded.variants.map((variant) => ({
      ...variant,
      isInStock: known.get(variant.sku) ?? variant.isInStock,
    }));
    return { ...loaded, variants };
  }, [loaded, known]);

  const inAddress = query.get('variant');
  // The address changes a moment after a choice, which shows at once.
  const [choice, setChoice] = useState({ sku: inAddress, inAddress });
  if (choice.inAddress !== inAddress) setChoice({ sku: inAddress, inAddress });
  // By the stock that the page was loaded with: the choice must not move when news arrive.
  const initial = initialVariant(loaded, choice.sku);
  const chosen = product.variants.find(({ sku }) => sku === initial?.sku);
  const { title, vendor, productType, tags, seo, images, descriptionHtml } = product;
  const crumbs: Crumb[] = [
    { name: tShell('home'), to: '/' },
    productType === null
      ? { name: t('list.title'), to: '/products' }
      : { name: productType, to: `/products?type=${encodeURIComponent(productType)}` },
  ];
  return (
    <>
      <PageHead
        title={seo.title ?? title}
        description={description}
        image={images[0]}
        type="product"
      />
      <StructuredProduct product={product} minorUnitDigits={minorUnitDigits} crumbs={crumbs} />
      <Breadcrumbs crumbs={crumbs} />
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <Gallery images={images} title={title} chosenUrl={chosen?.imageUrl ?? null} />
        <div className="flex flex-col gap-7 lg:sticky lg:top-24 lg:self-start">
          <div>
            {vendor !== null && (
              <Link
                to={`/products?vendor=${encodeURIComponent(vendor)}`}
                className="rounded-xs text-muted text-sm transition-colors hover:text-text"
              >
                {vendor}
              </Link>
            )}
            <h1 className="mt-1 text-balance font-display text-3xl tracking-tight">{title}</h1>
          </div>
          {chosen !== undefined && (
            <BuyBox
              product={product}
              chosen={chosen}
              answered={answered}
              onChoose={({ sku }) => {
                setChoice({ sku, inAddress });
                void navigate(
                  { search: `?variant=${encodeURIComponent(sku)}` },
                  { replace: true, preventScrollReset: true },
                );
              }}
            />
          )}
          {descriptionHtml !== '' && (
            <section className="border-t pt-7">
              <h2 className="mb-3 font-semibold text-sm">{t('product.description')}</h2>
              <div
                className="rich-text text-pretty text-muted"
                // The API sanitizes descriptions before it stores them.
                dangerouslySetInnerHTML={{ __html: descriptionHtml }}
              />
            </section>
          )}
          {tags.length > 0 && (
            <ul aria-label={t('product.tags')} className="flex flex-wrap gap-2">
              {tags.slice(0, MOST_TAGS).map((tag) => (
                <li key={tag}>
                  <Link
                    to={`/products?tag=${encodeURIComponent(tag)}`}
                    className="block rounded-full border px-3 py-1 text-muted text-sm transition-colors hover:border-border-strong hover:text-text"
                  >
                    {tag}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
      {related.length > 0 && (
        <section className="mt-20 sm:mt-28">
          <h2 className="mb-8 font-display text-2xl tracking-tight">{t('product.related')}</h2>
          <ProductGrid products={related} />
        </section>
      )}
    </>
  );
}

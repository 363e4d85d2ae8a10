import { useTranslations } from 'use-intl';
import { Link } from '../i18n/link.tsx';

/** A page above the present one; `to` has no language. */
export interface Crumb {
  readonly name: string;
  readonly to: string;
}

/** The way to a page. */
export function Breadcrumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  const t = useTranslations('catalog.product');
  return (
    <nav aria-label={t('breadcrumbs')} className="py-5">
      <ol className="flex flex-wrap items-center gap-x-2 text-muted text-sm">
        {crumbs.map(({ name, to }, index) => (
          <li key={to} className="flex items-center gap-2">
            {index > 0 && <span aria-hidden="true">/</span>}
            <Link to={to} className="rounded-xs transition-colors hover:text-text">
              {name}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

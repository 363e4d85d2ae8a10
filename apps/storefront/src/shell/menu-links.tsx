import { useTranslations } from 'use-intl';
import { Link } from '../i18n/link.tsx';
import { useShellData } from './shell-data.ts';

/** Number of product types in the menu. */
const MOST = 4;

/** The sections of the shop: everything, what is new, and the largest product types. */
export function MenuLinks({
  className,
  listClassName,
}: {
  readonly className?: string;
  readonly listClassName: string;
}) {
  const t = useTranslations('shell.nav');
  const { categories = [] } = useShellData() ?? {};
  const links = [
    { to: '/products', text: t('all') },
    { to: '/products?sort=newest', text: t('new') },
    ...categories
      .slice(0, MOST)
      .map((type) => ({ to: `/products?type=${encodeURIComponent(type)}`, text: type })),
  ];
  return (
    <nav aria-label={t('label')} className={className}>
      <ul className={listClassName}>
        {links.map(({ to, text }) => (
          <li key={to} className="whitespace-nowrap">
            <Link
              to={to}
              prefetch="intent"
              className="rounded-xs text-text transition-colors hover:text-accent"
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

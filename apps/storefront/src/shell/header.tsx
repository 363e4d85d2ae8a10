import { buttonClass } from '@trastienda/ui/button';
import { useTranslations } from 'use-intl';
import { CartLink } from '../cart/cart-link.tsx';
import { Link } from '../i18n/link.tsx';
import { HeaderSearch } from './header-search.tsx';
import { MenuIcon, SearchIcon, UserIcon } from './icons.tsx';
import { MenuLinks } from './menu-links.tsx';
import { useShellData } from './shell-data.ts';

const ICON = `${buttonClass({ variant: 'ghost' })} w-10 px-0`;

/** A menu for small screens: the browser's own disclosure, which needs no script. */
function SmallMenu() {
  const t = useTranslations('shell');
  return (
    <details className="group -ml-2 lg:hidden">
      <summary
        aria-label={t('menu')}
        className={`${ICON} list-none [&::-webkit-details-marker]:hidden`}
      >
        <MenuIcon />
      </summary>
      <div className="absolute inset-x-0 top-full z-40 border-b bg-surface px-4 py-6 shadow-lg sm:px-6">
        <HeaderSearch className="mb-6 sm:hidden" />
        <MenuLinks listClassName="flex flex-col gap-4 text-lg" />
      </div>
    </details>
  );
}

/** The head of every page; a focused one has only the name of the shop and the cart. */
export function Header({ focused }: { readonly focused: boolean }) {
  const t = useTranslations('shell');
  const { name, account } = useShellData() ?? {};
  return (
    <header className="sticky top-0 z-30 border-b bg-background/95 backdrop-blur-sm">
      <div className="mx-auto flex h-16 max-w-7xl items-center gap-2 px-4 sm:gap-4 sm:px-6 lg:px-8">
        {!focused && <SmallMenu />}
        <Link
          to="/"
          prefetch="intent"
          className="min-w-0 truncate font-display font-semibold text-text text-xl tracking-tight"
        >
          {name || t('home')}
        </Link>
        {!focused && (
          <>
            <MenuLinks
              className="ml-6 max-lg:hidden"
              listClassName="flex items-center gap-6 text-sm"
            />
            <div className="ml-auto flex items-center gap-1">
              <HeaderSearch className="w-56 max-sm:hidden lg:w-64" />
              <Link
                to="/products#search"
                aria-label={t('search.label')}
                className={`${ICON} sm:hidden`}
              >
                <SearchIcon />
              </Link>
              <Link
                to={account ? '/account' : '/sign-in'}
                aria-label={t(account ? 'account.open' : 'account.signIn')}
                className={ICON}
              >
                <UserIcon />
              </Link>
              <CartLink />
            </div>
          </>
        )}
        {focused && (
          <div className="ml-auto">
            <CartLink />
          </div>
        )}
      </div>
    </header>
  );
}

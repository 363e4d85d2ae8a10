import { followCurrent } from '@trastienda/ui/follow-current';
import { LogOut } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Form, NavLink, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { useLocalePath } from '../i18n/use-locale.ts';

const PAGES = [
  { name: 'overview', path: '/account' },
  { name: 'orders', path: '/account/orders' },
  { name: 'addresses', path: '/account/addresses' },
  { name: 'profile', path: '/account/profile' },
  { name: 'security', path: '/account/security' },
  { name: 'privacy', path: '/account/privacy' },
] as const;

const ITEM =
  'block whitespace-nowrap rounded-md px-3 py-2 text-muted text-sm transition-colors hover:bg-hover hover:text-text aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent';

/** The pages of the account: beside them on large screens, a row that scrolls to the present one on small ones. */
export function AccountNav() {
  const t = useTranslations('account.nav');
  const inLanguage = useLocalePath();
  const list = useRef<HTMLUListElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    const { current: row } = list;
    // Another page has another link.
    return row === null || pathname === '' ? undefined : followCurrent(row);
  }, [pathname]);
  return (
    <nav aria-label={t('label')} className="lg:sticky lg:top-24 lg:self-start">
      <ul
        ref={list}
        className="-mx-4 flex gap-1 overflow-x-auto px-4 pb-2 sm:-mx-6 sm:px-6 lg:mx-0 lg:flex-col lg:overflow-visible lg:px-0 lg:pb-0"
      >
        {PAGES.map(({ name, path }) => (
          <li key={name}>
            <NavLink to={inLanguage(path)} end={name === 'overview'} className={ITEM}>
              {t(name)}
            </NavLink>
          </li>
        ))}
        <li className="lg:mt-4 lg:border-t lg:pt-4">
          <Form method="post" action={inLanguage('/sign-out')}>
            <button type="submit" className={`${ITEM} flex w-full items-center gap-2`}>
              <LogOut aria-hidden="true" className="size-4" />
              {t('signOut')}
            </button>
          </Form>
        </li>
      </ul>
    </nav>
  );
}

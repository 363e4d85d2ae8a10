import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from '../i18n/link.tsx';
import { LanguageLinks } from './language-links.tsx';
import { useShellData } from './shell-data.ts';
import { ThemeForm } from './theme-form.tsx';

function Column({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h2 className="mb-3 font-semibold text-sm">{title}</h2>
      {children}
    </section>
  );
}

function Links({ links }: { readonly links: readonly { to: string; text: string }[] }) {
  return (
    <ul className="space-y-2 text-muted text-sm">
      {links.map(({ to, text }) => (
        <li key={to}>
          <Link to={to} className="rounded-xs transition-colors hover:text-text">
            {text}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The foot of every page: links, language and color scheme. */
export function Footer() {
  const t = useTranslations('shell');
  const { name = '', account, categories = [] } = useShellData() ?? {};
  return (
    <footer className="border-t bg-sunken">
      <div className="mx-auto grid max-w-7xl grid-cols-2 gap-x-6 gap-y-10 px-4 py-12 sm:px-6 lg:grid-cols-4 lg:px-8">
        <Column title={t('footer.shop')}>
          <Links
            links={[
              { to: '/products', text: t('nav.all') },
              { to: '/products?sort=newest', text: t('nav.new') },
              ...categories
                .slice(0, 3)
                .map((type) => ({ to: `/products?type=${encodeURIComponent(type)}`, text: type })),
            ]}
          />
        </Column>
        <Column title={t('footer.help')}>
          <Links
            links={[
              { to: '/contact', text: t('nav.contact') },
              { to: '/newsletter', text: t('nav.newsletter') },
              ...(account
                ? [
                    { to: '/account', text: t('account.open') },
                    { to: '/account/orders', text: t('account.orders') },
                  ]
                : [{ to: '/sign-in', text: t('account.signIn') }]),
            ]}
          />
        </Column>
        <Column title={t('footer.language')}>
          <LanguageLinks />
        </Column>
        {/* Three buttons in a row are wider than half of a phone. */}
        <div className="max-sm:col-span-2">
          <Column title={t('theme.label')}>
            <ThemeForm />
          </Column>
        </div>
      </div>
      <p className="mx-auto max-w-7xl px-4 pb-10 text-muted text-xs sm:px-6 lg:px-8">
        {t('footer.copyright', { name, year: String(new Date().getFullYear()) })}
      </p>
    </footer>
  );
}

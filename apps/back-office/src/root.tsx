import { colorSchemeAttributes } from '@trastienda/ui/color-scheme';
import type { ReactNode } from 'react';
import { Suspense } from 'react';
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from 'react-router';
import type { Route } from './+types/root.ts';
import { useStored } from './browser/use-stored.ts';
import { PageFailure } from './errors/page-failure.tsx';
import { locale } from './i18n/locale.ts';
import { LocaleProvider } from './i18n/locale-provider.tsx';
import { BootScreen } from './shell/boot-screen.tsx';
import { theme } from './theme/theme.ts';
import './styles.css';

export const meta: Route.MetaFunction = () => [
  { title: 'Trastienda' },
  { name: 'robots', content: 'noindex, nofollow' },
];

/** The document. Language and theme are those of the browser as soon as React runs. */
export function Layout({ children }: { readonly children: ReactNode }) {
  const chosen = useStored(theme);
  const language = useStored(locale);
  return (
    <html lang={language} {...colorSchemeAttributes(chosen)} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href={`${import.meta.env.BASE_URL}favicon.svg`} type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

/** What the built page shows until the scripts have loaded. */
export function HydrateFallback() {
  return <BootScreen />;
}

export default function App() {
  return (
    <Suspense fallback={<BootScreen />}>
      <LocaleProvider>
        <Outlet />
      </LocaleProvider>
    </Suspense>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return (
    <Suspense fallback={<BootScreen />}>
      <LocaleProvider>
        <PageFailure error={error} />
      </LocaleProvider>
    </Suspense>
  );
}

import { colorSchemeAttributes } from '@trastienda/ui/color-scheme';
import type { ReactNode } from 'react';
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunctionArgs,
  useRouteError,
} from 'react-router';
import { IntlProvider } from 'use-intl';
import type { Route } from './+types/root.ts';
import { provideApi } from './api/server.ts';
import { useLoadedTexts } from './i18n/area-texts.tsx';
import { keepLocale } from './i18n/keep-locale.ts';
import { localeOfPath } from './i18n/locales.ts';
import { useLocale } from './i18n/use-locale.ts';
import { shellTexts } from './messages/shell.ts';
import { useNonce } from './nonce.tsx';
import { useRequestId } from './request-id.tsx';
import { ErrorPage } from './shell/error-page.tsx';
import { loadShell } from './shell/load-shell.ts';
import { Shell } from './shell/shell.tsx';
import { useShellData } from './shell/shell-data.ts';
import './styles.css';

export const middleware: Route.MiddlewareFunction[] = [provideApi, keepLocale];

export const loader = loadShell;

/** What every page knows changes with what a visitor does and with the language, not with where they go. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  const isChange = formMethod !== undefined && formMethod.toUpperCase() !== 'GET';
  const isOtherLanguage = localeOfPath(currentUrl.pathname) !== localeOfPath(nextUrl.pathname);
  return (isChange || isOtherLanguage) && defaultShouldRevalidate;
}

export function Layout({ children }: { readonly children: ReactNode }) {
  const locale = useLocale();
  const nonce = useNonce();
  const requestId = useRequestId();
  const hasFailed = useRouteError() !== undefined;
  const { theme = 'system', timeZone = 'UTC', texts = '{}' } = useShellData() ?? {};
  const messages = useLoadedTexts(import.meta.env.SSR ? shellTexts : null, texts);
  return (
    <html
      lang={locale}
      {...colorSchemeAttributes(theme)}
      data-request-id={hasFailed ? requestId : undefined}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links nonce={nonce} />
      </head>
      <body>
        <IntlProvider locale={locale} messages={messages} timeZone={timeZone}>
          {children}
        </IntlProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return (
    <Shell>
      <Outlet />
    </Shell>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const response = isRouteErrorResponse(error) ? error : null;
  return (
    <Shell>
      <ErrorPage status={response?.status ?? 500} failure={response?.data} error={error} />
    </Shell>
  );
}

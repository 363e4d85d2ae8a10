import { Outlet, type ShouldRevalidateFunctionArgs } from 'react-router';
import { LoadedTextsProvider } from '../../i18n/area-texts.tsx';
import { localeOfPath } from '../../i18n/locales.ts';
import { toTextsJson } from '../../i18n/texts-json.ts';
import { catalogTexts } from '../../messages/catalog.ts';
import type { Route } from './+types/texts.ts';

export function loader({ url }: Route.LoaderArgs) {
  return { texts: toTextsJson(catalogTexts, localeOfPath(url.pathname)) };
}

export function shouldRevalidate({ currentUrl, nextUrl }: ShouldRevalidateFunctionArgs) {
  return localeOfPath(currentUrl.pathname) !== localeOfPath(nextUrl.pathname);
}

/** Gives the pages of the catalog their texts. */
export default function CatalogTexts({ loaderData }: Route.ComponentProps) {
  return (
    <LoadedTextsProvider texts={import.meta.env.SSR ? catalogTexts : null} json={loaderData.texts}>
      <Outlet />
    </LoadedTextsProvider>
  );
}

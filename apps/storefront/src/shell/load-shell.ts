import { readColorScheme } from '@trastienda/ui/color-scheme';
import type { LoaderFunctionArgs } from 'react-router';
import { readCategories } from '../api/categories.ts';
import { renderContext } from '../api/render-context.ts';
import { apiContext } from '../api/server.ts';
import { readSettings } from '../api/settings.ts';
import { sharingContext } from '../api/sharing.ts';
import { readVisitor } from '../api/visitor.ts';
import { localeOfPath } from '../i18n/locales.ts';
import { toTextsJson } from '../i18n/texts-json.ts';
import { shellTexts } from '../messages/shell.ts';

/**
 * Loads what every page knows: the shop, the visitor, the color scheme. It never fails: the error page needs
 * it too.
 */
export async function loadShell({ request, context, url }: LoaderFunctionArgs) {
  const api = context.get(apiContext);
  const { publicUrl, timeZone } = context.get(renderContext);
  const cookies = request.headers.get('cookie');
  const [settings, categories, visitor] = await Promise.all([
    readSettings(api).catch(() => null),
    readCategories(api).catch(() => null),
    readVisitor(api, cookies),
  ]);
  // A shop may have no categories; what could not be read may be there for the next visitor.
  if (settings === null || categories === null) context.get(sharingContext).isIncomplete = true;
  return {
    name: settings?.name ?? '',
    categories: categories ?? [],
    ...visitor,
    texts: toTextsJson(shellTexts, localeOfPath(url.pathname)),
    theme: readColorScheme(cookies),
    origin: publicUrl ?? url.origin,
    timeZone,
  };
}

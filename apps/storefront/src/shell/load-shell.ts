import type { LoaderFunctionArgs } from 'react-router';
import { readCategories } from '../api/categories.ts';
import { renderContext } from '../api/render-context.ts';
import { apiContext, requestIdContext } from '../api/server.ts';
import { readSettings } from '../api/settings.ts';
import { readVisitor } from '../api/visitor.ts';
import { themeOf } from './theme.ts';

/** Loads what every page knows: the shop, the visitor, the color scheme. */
export async function loadShell({ request, context, url }: LoaderFunctionArgs) {
  const api = context.get(apiContext);
  const { publicUrl, timeZone } = context.get(renderContext);
  const cookies = request.headers.get('cookie');
  const [settings, categories, visitor] = await Promise.all([
    readSettings(api),
    readCategories(api),
    readVisitor(api, cookies),
  ]);
  return {
    shop: { name: settings.name, currency: settings.currency },
    categories,
    ...visitor,
    theme: themeOf(cookies),
    origin: publicUrl ?? url.origin,
    timeZone,
    requestId: context.get(requestIdContext),
  };
}

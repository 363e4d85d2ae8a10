import { redirect } from 'react-router';
import { apiContext } from '../../api/server.ts';
import { localeOfPath, localizePath } from '../../i18n/locales.ts';
import type { Route } from './+types/sign-out.ts';

/** Ends the session. */
export async function action({ context, url }: Route.ActionArgs) {
  await context.get(apiContext).auth.signOut.mutate();
  return redirect(localizePath('/', localeOfPath(url.pathname)));
}

/** The address alone ends nothing: other sites can link to it. */
export function loader({ url }: Route.LoaderArgs) {
  return redirect(localizePath('/', localeOfPath(url.pathname)));
}

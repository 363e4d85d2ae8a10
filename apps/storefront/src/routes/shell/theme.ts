import { colorSchemeCookie, parseColorScheme } from '@trastienda/ui/color-scheme';
import { redirect } from 'react-router';
import { localPath } from '../../shell/local-path.ts';
import type { Route } from './+types/theme.ts';

/** Keeps the color scheme that the form of the footer sends. */
export async function action({ request, url }: Route.ActionArgs) {
  const form = await request.formData();
  const scheme = parseColorScheme(form.get('theme'));
  const cookie = colorSchemeCookie(scheme, { isSecure: url.protocol === 'https:' });
  return redirect(localPath(form.get('from')), { headers: { 'set-cookie': cookie } });
}

/** The address alone shows nothing. */
export function loader() {
  return redirect('/');
}

import { redirect } from 'react-router';
import { localPath } from '../../shell/local-path.ts';
import { THEMES, themeCookie } from '../../shell/theme.ts';
import type { Route } from './+types/theme.ts';

/** Keeps the color scheme that the form of the footer sends. */
export async function action({ request }: Route.ActionArgs) {
  const form = await request.formData();
  const theme = THEMES.find((one) => one === form.get('theme')) ?? 'system';
  return redirect(localPath(form.get('from')), { headers: { 'set-cookie': themeCookie(theme) } });
}

/** The address alone shows nothing. */
export function loader() {
  return redirect('/');
}

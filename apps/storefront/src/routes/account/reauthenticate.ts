import { redirect } from 'react-router';
import { secondFactorOf } from '../../account/second-factor.ts';
import { formApiContext } from '../../api/server.ts';
import { failed } from '../../forms/failure.ts';
import { readFields } from '../../forms/read-fields.ts';
import { localeOfPath, localizePath } from '../../i18n/locales.ts';
import type { Route } from './+types/reauthenticate.ts';

/** Makes the session recent again, for the forms of the account's pages. */
export async function action({ request, context }: Route.ActionArgs) {
  const { password, code } = readFields(await request.formData(), 'password', 'code');
  const secondFactor = code === '' ? {} : { secondFactor: secondFactorOf(code) };
  try {
    await context.get(formApiContext).auth.reauthenticate.mutate({ password, ...secondFactor });
  } catch (error) {
    return failed(error);
  }
  return { failure: null };
}

/** The address alone shows nothing. */
export function loader({ url }: Route.LoaderArgs) {
  return redirect(localizePath('/account', localeOfPath(url.pathname)));
}

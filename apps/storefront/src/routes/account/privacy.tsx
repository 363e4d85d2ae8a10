import { redirect } from 'react-router';
import { PrivacyPage } from '../../account/privacy-page.tsx';
import { formApiContext } from '../../api/server.ts';
import { runIntent } from '../../forms/run-intent.ts';
import { localeOfPath, localizePath } from '../../i18n/locales.ts';
import type { Route } from './+types/privacy.ts';

export function action({ request, context, url }: Route.ActionArgs) {
  return runIntent(request, {
    async delete() {
      await context.get(formApiContext).account.delete.mutate();
      throw redirect(localizePath('/sign-in?notice=deleted', localeOfPath(url.pathname)));
    },
  });
}

export default function Privacy() {
  return <PrivacyPage />;
}

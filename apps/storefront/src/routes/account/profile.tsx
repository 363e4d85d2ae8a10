import { ProfilePage } from '../../account/profile-page.tsx';
import { formApiContext } from '../../api/server.ts';
import { readFields } from '../../forms/read-fields.ts';
import { runIntent } from '../../forms/run-intent.ts';
import { LOCALES } from '../../i18n/locales.ts';
import type { Route } from './+types/profile.ts';

export function action({ request, context }: Route.ActionArgs) {
  const { account } = context.get(formApiContext);
  return runIntent(request, {
    async update(form) {
      const { name, locale } = readFields(form, 'name', 'locale');
      const known = LOCALES.find((one) => one === locale);
      await account.update.mutate({ name, ...(known && { locale: known }) });
      return {};
    },
    async 'change-email'(form) {
      await account.requestEmailChange.mutate(readFields(form, 'email'));
      return {};
    },
  });
}

export default function Profile() {
  return <ProfilePage />;
}

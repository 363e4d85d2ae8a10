import { drawQrCode } from '../../account/qr-code.ts';
import { SecurityPage } from '../../account/security-page.tsx';
import { apiContext, formApiContext } from '../../api/server.ts';
import { readSettings } from '../../api/settings.ts';
import { readFields } from '../../forms/read-fields.ts';
import { runIntent } from '../../forms/run-intent.ts';
import type { Route } from './+types/security.ts';

export async function loader({ context }: Route.LoaderArgs) {
  const api = context.get(apiContext);
  const [{ sessions }, { passwords }] = await Promise.all([
    api.account.listSessions.query(),
    readSettings(api),
  ]);
  return { sessions, passwords };
}

export function action({ request, context }: Route.ActionArgs) {
  const { account } = context.get(formApiContext);
  return runIntent<object>(request, {
    async 'change-password'(form) {
      await account.changePassword.mutate(readFields(form, 'currentPassword', 'newPassword'));
      return {};
    },
    async 'start-totp'() {
      const { secret, uri } = await account.startTotp.mutate();
      return { secret, uri, qrCode: drawQrCode(uri) };
    },
    'confirm-totp': (form) => account.confirmTotp.mutate(readFields(form, 'code')),
    'replace-codes': () => account.replaceRecoveryCodes.mutate(),
    'disable-totp': () => account.disableTotp.mutate(),
    'revoke-session': (form) => account.revokeSession.mutate(readFields(form, 'sessionId')),
    'revoke-others': () => account.revokeOtherSessions.mutate(),
  });
}

export default function Security({ loaderData }: Route.ComponentProps) {
  return <SecurityPage {...loaderData} />;
}

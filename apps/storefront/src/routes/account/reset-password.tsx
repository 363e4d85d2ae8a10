import { Form, redirect } from 'react-router';
import { useTranslations } from 'use-intl';
import { AuthTexts } from '../../account/auth-frame.tsx';
import { apiContext, formApiContext } from '../../api/server.ts';
import { readSettings } from '../../api/settings.ts';
import { LinkFrame } from '../../email-links/link-frame.tsx';
import { failed } from '../../forms/failure.ts';
import { FormBody } from '../../forms/form-body.tsx';
import { NewPasswordField } from '../../forms/new-password-field.tsx';
import { readFields } from '../../forms/read-fields.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { preferLocale } from '../../i18n/keep-locale.ts';
import { localeOfPath, localizePath } from '../../i18n/locales.ts';
import { PageHead } from '../../seo/page-head.tsx';
import type { Route } from './+types/reset-password.ts';

export const middleware: Route.MiddlewareFunction[] = [preferLocale];

export async function loader({ context }: Route.LoaderArgs) {
  const { passwords } = await readSettings(context.get(apiContext));
  return { passwords };
}

export async function action({ request, context, url }: Route.ActionArgs) {
  const { token, password } = readFields(await request.formData(), 'token', 'password');
  try {
    await context.get(formApiContext).auth.resetPassword.mutate({ token, password });
  } catch (error) {
    return failed(error);
  }
  return redirect(localizePath('/sign-in?notice=reset', localeOfPath(url.pathname)));
}

function Page({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('auth');
  return (
    <LinkFrame
      title={t('reset.title')}
      text={t('reset.text')}
      again={{ to: '/forgot-password', text: t('reset.again') }}
    >
      {(token) => (
        <Form method="post" noValidate>
          <PageHead title={t('reset.title')} isIndexed={false} />
          <input type="hidden" name="token" value={token} />
          <FormBody failure={actionData?.failure ?? null}>
            <NewPasswordField
              name="password"
              label={t('fields.newPassword')}
              rules={loaderData.passwords}
            />
            <SubmitButton size="lg" fullWidth disabled={token === ''}>
              {t('reset.submit')}
            </SubmitButton>
          </FormBody>
        </Form>
      )}
    </LinkFrame>
  );
}

export default function ResetPassword(props: Route.ComponentProps) {
  return (
    <AuthTexts>
      <Page {...props} />
    </AuthTexts>
  );
}

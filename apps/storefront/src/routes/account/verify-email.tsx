import { Form, redirect } from 'react-router';
import { useTranslations } from 'use-intl';
import { AuthTexts } from '../../account/auth-frame.tsx';
import { formApiContext } from '../../api/server.ts';
import { LinkFrame } from '../../email-links/link-frame.tsx';
import { failed } from '../../forms/failure.ts';
import { FormBody } from '../../forms/form-body.tsx';
import { PasswordField } from '../../forms/password-field.tsx';
import { readFields } from '../../forms/read-fields.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { preferLocale } from '../../i18n/keep-locale.ts';
import { localeOfPath, localizePath } from '../../i18n/locales.ts';
import { PageHead } from '../../seo/page-head.tsx';
import type { Route } from './+types/verify-email.ts';

export const middleware: Route.MiddlewareFunction[] = [preferLocale];

/** Creates the account of a sign-up, and signs in with the same password. */
export async function action({ request, context, url }: Route.ActionArgs) {
  const { auth } = context.get(formApiContext);
  const { token, password } = readFields(await request.formData(), 'token', 'password');
  const locale = localeOfPath(url.pathname);
  let email: string;
  try {
    ({ email } = await auth.verifyEmail.mutate({ token, password }));
  } catch (error) {
    return failed(error);
  }
  const isSignedIn = await auth.signIn.mutate({ email, password }).then(
    () => true,
    () => false,
  );
  return redirect(
    localizePath(isSignedIn ? '/account?welcome' : '/sign-in?notice=verified', locale),
  );
}

function Page({ actionData }: Route.ComponentProps) {
  const t = useTranslations('auth');
  return (
    <LinkFrame
      title={t('verify.title')}
      text={t('verify.text')}
      again={{ to: '/sign-up', text: t('verify.again') }}
    >
      {(token) => (
        <Form method="post" noValidate>
          <PageHead title={t('verify.title')} isIndexed={false} />
          <input type="hidden" name="token" value={token} />
          <FormBody
            failure={actionData?.failure ?? null}
            texts={{ PASSWORD_INCORRECT: t('verify.wrong') }}
          >
            <PasswordField
              name="password"
              label={t('fields.password')}
              autoComplete="current-password"
            />
            <SubmitButton size="lg" fullWidth disabled={token === ''}>
              {t('verify.submit')}
            </SubmitButton>
          </FormBody>
        </Form>
      )}
    </LinkFrame>
  );
}

export default function VerifyEmail(props: Route.ComponentProps) {
  return (
    <AuthTexts>
      <Page {...props} />
    </AuthTexts>
  );
}

import { linkClass } from '@trastienda/ui/link';
import { Form, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { AuthFrame, AuthTexts } from '../../account/auth-frame.tsx';
import { SentNotice } from '../../account/sent-notice.tsx';
import { apiContext, formApiContext } from '../../api/server.ts';
import { readSettings } from '../../api/settings.ts';
import { failed } from '../../forms/failure.ts';
import { FormBody } from '../../forms/form-body.tsx';
import { NewPasswordField } from '../../forms/new-password-field.tsx';
import { readFields } from '../../forms/read-fields.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Link } from '../../i18n/link.tsx';
import { localeOfPath } from '../../i18n/locales.ts';
import { PageHead } from '../../seo/page-head.tsx';
import type { Route } from './+types/sign-up.ts';

export async function loader({ context }: Route.LoaderArgs) {
  const { passwords } = await readSettings(context.get(apiContext));
  return { passwords };
}

export async function action({ request, context, url }: Route.ActionArgs) {
  const fields = readFields(await request.formData(), 'name', 'email', 'password');
  const locale = localeOfPath(url.pathname);
  try {
    await context.get(formApiContext).auth.signUp.mutate({ ...fields, locale });
  } catch (error) {
    return failed(error);
  }
  return { sentTo: fields.email, failure: null };
}

function Page({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('auth');
  const { search } = useLocation();
  if (actionData && 'sentTo' in actionData) {
    const { sentTo } = actionData;
    return (
      <SentNotice title={t('signUp.sent.title')} text={t('signUp.sent.text', { email: sentTo })}>
        {t('signUp.sent.missing')}
      </SentNotice>
    );
  }
  return (
    <AuthFrame
      title={t('signUp.title')}
      text={t('signUp.text')}
      foot={
        <>
          {t('signUp.known')}{' '}
          <Link to={`/sign-in${search}`} className={linkClass()}>
            {t('signUp.signIn')}
          </Link>
        </>
      }
    >
      <PageHead title={t('signUp.title')} isIndexed={false} />
      <Form method="post" noValidate>
        <FormBody failure={actionData?.failure ?? null}>
          <TextField
            name="name"
            label={t('fields.name')}
            hint={t('signUp.nameHint')}
            autoComplete="name"
          />
          <TextField
            name="email"
            type="email"
            label={t('fields.email')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
          />
          <NewPasswordField
            name="password"
            label={t('fields.password')}
            rules={loaderData.passwords}
          />
          <SubmitButton size="lg" fullWidth>
            {t('signUp.submit')}
          </SubmitButton>
        </FormBody>
      </Form>
    </AuthFrame>
  );
}

export default function SignUp(props: Route.ComponentProps) {
  return (
    <AuthTexts>
      <Page {...props} />
    </AuthTexts>
  );
}

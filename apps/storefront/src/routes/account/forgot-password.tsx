import { linkClass } from '@trastienda/ui/link';
import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { AuthFrame, AuthTexts } from '../../account/auth-frame.tsx';
import { SentNotice } from '../../account/sent-notice.tsx';
import { formApiContext } from '../../api/server.ts';
import { failed } from '../../forms/failure.ts';
import { FormBody } from '../../forms/form-body.tsx';
import { readFields } from '../../forms/read-fields.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Link } from '../../i18n/link.tsx';
import { PageHead } from '../../seo/page-head.tsx';
import type { Route } from './+types/forgot-password.ts';

export async function action({ request, context }: Route.ActionArgs) {
  const { email } = readFields(await request.formData(), 'email');
  try {
    await context.get(formApiContext).auth.requestPasswordReset.mutate({ email });
  } catch (error) {
    return failed(error);
  }
  return { sentTo: email, failure: null };
}

function Page({ actionData }: Route.ComponentProps) {
  const t = useTranslations('auth');
  const back = (
    <Link to="/sign-in" className={linkClass({ tone: 'muted' })}>
      {t('forgot.back')}
    </Link>
  );
  if (actionData && 'sentTo' in actionData) {
    const { sentTo } = actionData;
    return (
      <SentNotice title={t('forgot.sent.title')} text={t('forgot.sent.text', { email: sentTo })}>
        {back}
      </SentNotice>
    );
  }
  return (
    <AuthFrame title={t('forgot.title')} text={t('forgot.text')} foot={back}>
      <PageHead title={t('forgot.title')} isIndexed={false} />
      <Form method="post" noValidate>
        <FormBody failure={actionData?.failure ?? null}>
          <TextField
            name="email"
            type="email"
            label={t('fields.email')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
          />
          <SubmitButton size="lg" fullWidth>
            {t('forgot.submit')}
          </SubmitButton>
        </FormBody>
      </Form>
    </AuthFrame>
  );
}

export default function ForgotPassword(props: Route.ComponentProps) {
  return (
    <AuthTexts>
      <Page {...props} />
    </AuthTexts>
  );
}

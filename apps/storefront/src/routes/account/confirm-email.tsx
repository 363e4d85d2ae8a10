import { buttonClass } from '@trastienda/ui/button';
import { MailCheck, MailPlus } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { AuthTexts } from '../../account/auth-frame.tsx';
import { SentNotice } from '../../account/sent-notice.tsx';
import { formApiContext } from '../../api/server.ts';
import { ConfirmPage } from '../../email-links/confirm-page.tsx';
import { failed } from '../../forms/failure.ts';
import { readFields } from '../../forms/read-fields.ts';
import { preferLocale } from '../../i18n/keep-locale.ts';
import { Link } from '../../i18n/link.tsx';
import type { Route } from './+types/confirm-email.ts';

export const middleware: Route.MiddlewareFunction[] = [preferLocale];

export async function action({ request, context }: Route.ActionArgs) {
  const { token } = readFields(await request.formData(), 'token');
  try {
    const { isComplete } = await context
      .get(formApiContext)
      .auth.confirmEmailChange.mutate({ token });
    return { isComplete, failure: null };
  } catch (error) {
    return failed(error);
  }
}

function Page({ actionData }: Route.ComponentProps) {
  const t = useTranslations('auth.confirmEmail');
  if (actionData && 'isComplete' in actionData) {
    const { isComplete } = actionData;
    const part = isComplete ? 'complete' : 'half';
    return (
      <SentNotice
        title={t(`${part}.title`)}
        text={t(`${part}.text`)}
        icon={isComplete ? <MailCheck /> : <MailPlus />}
      >
        <Link to="/account" className={buttonClass()}>
          {t('account')}
        </Link>
      </SentNotice>
    );
  }
  return (
    <ConfirmPage
      title={t('title')}
      text={t('text')}
      submit={t('submit')}
      again={{ to: '/account', text: t('account') }}
      failure={actionData?.failure ?? null}
    />
  );
}

export default function ConfirmEmail(props: Route.ComponentProps) {
  return (
    <AuthTexts>
      <Page {...props} />
    </AuthTexts>
  );
}

import { linkClass } from '@trastienda/ui/link';
import { useTranslations } from 'use-intl';
import { SentNotice } from '../../account/sent-notice.tsx';
import { formApiContext } from '../../api/server.ts';
import { ConfirmPage } from '../../email-links/confirm-page.tsx';
import { failed } from '../../forms/failure.ts';
import { readFields } from '../../forms/read-fields.ts';
import { AreaTextsProvider } from '../../i18n/area-texts.tsx';
import { preferLocale } from '../../i18n/keep-locale.ts';
import { Link } from '../../i18n/link.tsx';
import { newsletterTexts } from '../../messages/newsletter.ts';
import type { Route } from './+types/confirm.ts';

export const middleware: Route.MiddlewareFunction[] = [preferLocale];

export async function action({ request, context }: Route.ActionArgs) {
  const { token } = readFields(await request.formData(), 'token');
  try {
    await context.get(formApiContext).forms.confirmNewsletter.mutate({ token });
  } catch (error) {
    return failed(error);
  }
  return { failure: null };
}

function Page({ actionData }: Route.ComponentProps) {
  const t = useTranslations('newsletter.confirm');
  if (actionData?.failure === null) return <SentNotice title={t('done')} text={t('doneText')} />;
  const again = (
    <Link to="/newsletter" className={linkClass({ tone: 'muted' })}>
      {t('again')}
    </Link>
  );
  return (
    <ConfirmPage
      title={t('title')}
      text={t('text')}
      submit={t('submit')}
      again={again}
      failure={actionData?.failure ?? null}
    />
  );
}

export default function NewsletterConfirm(props: Route.ComponentProps) {
  return (
    <AreaTextsProvider texts={newsletterTexts}>
      <Page {...props} />
    </AreaTextsProvider>
  );
}

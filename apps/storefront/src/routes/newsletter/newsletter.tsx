import { MailCheck } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { SentNotice } from '../../account/sent-notice.tsx';
import { apiContext, formApiContext } from '../../api/server.ts';
import { failed } from '../../forms/failure.ts';
import { readFields } from '../../forms/read-fields.ts';
import { AreaTextsProvider } from '../../i18n/area-texts.tsx';
import { localeOfPath } from '../../i18n/locales.ts';
import { newsletterTexts } from '../../messages/newsletter.ts';
import { CONSENT_VERSION } from '../../newsletter/newsletter-consent.ts';
import { NewsletterForm } from '../../newsletter/newsletter-form.tsx';
import { postForm } from '../../newsletter/post-form.ts';
import { PageHead } from '../../seo/page-head.tsx';
import type { Route } from './+types/newsletter.ts';

export async function loader({ context, url }: Route.LoaderArgs) {
  const { token } = await context.get(apiContext).forms.token.query({ form: 'newsletter' });
  return { token, email: url.searchParams.get('email') ?? '' };
}

/** For browsers without scripts. */
export async function action({ request, context, url }: Route.ActionArgs) {
  const { forms } = context.get(formApiContext);
  const fields = readFields(await request.formData(), 'email', 'token', 'website');
  const locale = localeOfPath(url.pathname);
  try {
    await postForm(() =>
      forms.newsletter.mutate({ ...fields, locale, textVersion: CONSENT_VERSION }),
    );
  } catch (error) {
    return failed(error);
  }
  return { failure: null };
}

function Page({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('newsletter.form');
  if (actionData?.failure === null) {
    return <SentNotice title={t('sentTitle')} text={t('sent')} icon={<MailCheck />} />;
  }
  return (
    <div className="mx-auto w-full max-w-md py-10 sm:py-16">
      <PageHead title={t('title')} />
      <h1 className="font-display text-3xl tracking-tight">{t('title')}</h1>
      <p className="mt-2 mb-6 text-pretty text-muted">{t('text')}</p>
      <NewsletterForm {...loaderData} failure={actionData?.failure ?? null} />
    </div>
  );
}

export default function Newsletter(props: Route.ComponentProps) {
  return (
    <AreaTextsProvider texts={newsletterTexts}>
      <Page {...props} />
    </AreaTextsProvider>
  );
}

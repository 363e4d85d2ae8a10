import { useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { SentNotice } from '../../account/sent-notice.tsx';
import { formApiContext } from '../../api/server.ts';
import { ConfirmPage } from '../../email-links/confirm-page.tsx';
import { failed } from '../../forms/failure.ts';
import { readFields } from '../../forms/read-fields.ts';
import { AreaTextsProvider } from '../../i18n/area-texts.tsx';
import { preferLocale } from '../../i18n/keep-locale.ts';
import { newsletterTexts } from '../../messages/newsletter.ts';
import type { Route } from './+types/answer.ts';

export const middleware: Route.MiddlewareFunction[] = [preferLocale];

/** What the link of an email does: the last part of the path, which is also the area of its texts. */
type Answer = 'confirm' | 'unsubscribe';

function answerOf(pathname: string): Answer {
  return pathname.includes('/newsletter/confirm') ? 'confirm' : 'unsubscribe';
}

export async function action({ request, context, url }: Route.ActionArgs) {
  const { token } = readFields(await request.formData(), 'token');
  const { forms } = context.get(formApiContext);
  const procedure =
    answerOf(url.pathname) === 'confirm' ? forms.confirmNewsletter : forms.unsubscribe;
  try {
    await procedure.mutate({ token });
  } catch (error) {
    return failed(error);
  }
  return { failure: null };
}

interface PageProps {
  readonly answer: Answer;
  readonly actionData: Route.ComponentProps['actionData'] | undefined;
}

function Page({ answer, actionData }: PageProps) {
  const t = useTranslations(`newsletter.${answer}`);
  if (actionData?.failure === null) return <SentNotice title={t('done')} text={t('doneText')} />;
  return (
    <ConfirmPage
      title={t('title')}
      text={t('text')}
      submit={t('submit')}
      again={{ to: '/newsletter', text: t('again') }}
      failure={actionData?.failure ?? null}
    />
  );
}

export default function NewsletterAnswer({ actionData }: Route.ComponentProps) {
  const answer = answerOf(useLocation().pathname);
  return (
    <AreaTextsProvider texts={newsletterTexts}>
      {/* The two pages are one route to React: what is said of one is not said of the other. */}
      <Page key={answer} answer={answer} actionData={actionData} />
    </AreaTextsProvider>
  );
}

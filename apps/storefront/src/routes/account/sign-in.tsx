import { isClientError } from '@trastienda/shop-client';
import { Alert } from '@trastienda/ui/alert';
import { linkClass } from '@trastienda/ui/link';
import { data, redirect, useLocation, useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { AuthFrame, AuthTexts } from '../../account/auth-frame.tsx';
import { returnPath } from '../../account/return-path.ts';
import { secondFactorOf } from '../../account/second-factor.ts';
import { SecondFactorForm } from '../../account/second-factor-form.tsx';
import { SignInForm } from '../../account/sign-in-form.tsx';
import { apiContext, formApiContext } from '../../api/server.ts';
import { failed } from '../../forms/failure.ts';
import { readFields } from '../../forms/read-fields.ts';
import { Link } from '../../i18n/link.tsx';
import { localeOfPath } from '../../i18n/locales.ts';
import { PageHead } from '../../seo/page-head.tsx';
import type { Route } from './+types/sign-in.ts';

export async function loader({ context, url }: Route.LoaderArgs) {
  const caller = await context.get(apiContext).auth.me.query();
  if ('account' in caller) throw redirect(returnPath(url, localeOfPath(url.pathname)));
  return null;
}

export async function action({ request, context, url }: Route.ActionArgs) {
  const { auth } = context.get(formApiContext);
  const fields = readFields(await request.formData(), 'email', 'password', 'challenge', 'code');
  const { email, password, challenge, code } = fields;
  try {
    const result =
      challenge === ''
        ? await auth.signIn.mutate({ email, password })
        : await auth.completeSignIn.mutate({ challenge, secondFactor: secondFactorOf(code) });
    if (result.status === 'second-factor-required') {
      return { challenge: result.challenge, failure: null };
    }
  } catch (error) {
    const { data: answer, init } = failed(error);
    // The sign-in begins again where the challenge has expired, or the password was wrong.
    const isOver = isClientError(error, 'LINK_INVALID', 'SIGN_IN_REJECTED');
    return data({ ...answer, challenge: isOver ? '' : challenge }, init ?? undefined);
  }
  return redirect(returnPath(url, localeOfPath(url.pathname)));
}

const NOTICES = ['ended', 'required', 'reset', 'verified', 'deleted'] as const;

function Page({ actionData }: Route.ComponentProps) {
  const t = useTranslations('auth');
  const [query] = useSearchParams();
  const { search } = useLocation();
  const notice = NOTICES.find((one) => one === query.get('notice'));
  if (actionData?.challenge) {
    return (
      <AuthFrame title={t('secondFactor.title')} text={t('secondFactor.text')}>
        <PageHead title={t('secondFactor.title')} isIndexed={false} />
        <SecondFactorForm challenge={actionData.challenge} failure={actionData.failure} />
      </AuthFrame>
    );
  }
  return (
    <AuthFrame
      title={t('signIn.title')}
      text={t('signIn.text')}
      notice={
        notice && (
          <Alert tone={notice === 'reset' || notice === 'verified' ? 'positive' : 'info'}>
            {t(`signIn.notices.${notice}`)}
          </Alert>
        )
      }
      foot={
        <>
          {t('signIn.new')}{' '}
          <Link to={`/sign-up${search}`} className={linkClass()}>
            {t('signIn.signUp')}
          </Link>
        </>
      }
    >
      <PageHead title={t('signIn.title')} isIndexed={false} />
      <SignInForm failure={actionData?.failure ?? null} />
    </AuthFrame>
  );
}

export default function SignIn(props: Route.ComponentProps) {
  return (
    <AuthTexts>
      <Page {...props} />
    </AuthTexts>
  );
}

import { useTranslations } from 'use-intl';
import type { FieldIssue, FormFailure } from './failure.ts';

/** Reasons that have a text; all others have that of their kind. */
const KNOWN = [
  'ACCOUNT_EMAIL_TAKEN',
  'ACCOUNT_LAST_OWNER',
  'ADDRESS_BOOK_FULL',
  'ADDRESS_NOT_FOUND',
  'FORM_TOKEN_REJECTED',
  'INPUT_INVALID',
  'LINK_INVALID',
  'PASSWORD_INCORRECT',
  'PASSWORD_UNACCEPTABLE',
  'REAUTHENTICATION_REQUIRED',
  'SECOND_FACTOR_INVALID',
  'SECOND_FACTOR_STATE_INVALID',
  'SESSION_NOT_FOUND',
  'SIGN_IN_REJECTED',
] as const;

/** Reasons of a call whose caller is not signed in any more. */
export const SIGNED_OUT: readonly (string | null)[] = ['SESSION_ENDED', 'ACTOR_UNAUTHENTICATED'];

/** Returns a function that says in the page's language why a form was not accepted. */
export function useFailureText(): (failure: FormFailure) => string {
  const t = useTranslations('forms.failures');
  return ({ reason, retryAfterSeconds }) => {
    if (retryAfterSeconds !== null) return t('limited', { seconds: retryAfterSeconds });
    if (reason === null) return t('unanswered');
    if (SIGNED_OUT.includes(reason)) return t('signedOut');
    const known = KNOWN.find((one) => one === reason);
    return known === undefined ? t('fault') : t(known);
  };
}

/** Returns a function that says in the page's language what is wrong with a field. */
export function useIssueText(): (issue: FieldIssue) => string {
  const t = useTranslations('forms.issues');
  return ({ path, code, params }) => {
    const field = path.split('.').at(-1);
    if (code === 'too_small') {
      return Number(params.minimum) <= 1
        ? t('required')
        : t('tooShort', { minimum: String(params.minimum) });
    }
    if (code === 'too_big') return t('tooLong', { maximum: String(params.maximum) });
    if (field === 'email') return t('email');
    if (path === 'code' || path.startsWith('secondFactor')) return t('code');
    return t('invalid');
  };
}

import { isClientError, retryAfterSeconds } from '@trastienda/shop-client';
import type { Translate } from '../i18n/translate.ts';

/**
 * Returns a sentence about a failure in the language of the page. Reasons without a text
 * have one by their status, with the code beside it.
 */
export function reasonText(t: Translate, error: unknown): string {
  if (!isClientError(error)) return t('errors.page');
  if (error.data == null) return t('errors.unreachable');
  const seconds = retryAfterSeconds(error);
  if (seconds !== null) return t('errors.wait', { seconds });
  const { reason, httpStatus } = error.data;
  // `has` answers for any key; only some reasons have a text.
  const key = `errors.reasons.${reason}` as 'errors.reasons.INTERNAL';
  if (t.has(key)) return t(key);
  return httpStatus >= 500 ? t('errors.server', { reason }) : t('errors.refused', { reason });
}

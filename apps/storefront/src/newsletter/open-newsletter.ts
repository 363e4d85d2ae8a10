import { openForm } from '@trastienda/shop-client';
import { browserApi } from '../api/browser.ts';
import { type FormFailure, failureOf } from '../forms/failure.ts';
import type { Locale } from '../i18n/locales.ts';
import { CONSENT_VERSION } from './newsletter-consent.ts';

/** Sends the form. Returns why it was not accepted; null if it was. */
export type SendNewsletter = (form: FormData, locale: Locale) => Promise<FormFailure | null>;

/** Requests the token of the newsletter's form: call it when a visitor begins to fill it in. */
export function openNewsletter(): SendNewsletter {
  const api = browserApi();
  const opened = openForm(api, 'newsletter');
  return (form, locale) => {
    const fields = {
      email: String(form.get('email') ?? ''),
      website: String(form.get('website') ?? ''),
      locale,
      textVersion: CONSENT_VERSION,
    };
    return opened
      .send((proof) => api.forms.newsletter.mutate({ ...fields, ...proof }))
      .then(() => null, failureOf);
  };
}

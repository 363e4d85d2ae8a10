import type { StoreClient } from '@trastienda/shop-client';
import { data, redirect } from 'react-router';
import { localeOfPath } from '../i18n/locales.ts';
import { type ContactAnswer, toContactAnswer } from './contact-answer.ts';
import { type ContactValues, readContact, toContactInput } from './contact-fields.ts';

/** Answer to a form without a script, with what was typed into it. */
export interface AnsweredContact {
  readonly answer: ContactAnswer;
  readonly values: ContactValues;
}

/** Sends a form that came without a script, with the token of its page. */
export async function sendContactForm(api: StoreClient, form: FormData, url: URL) {
  const values = readContact(form);
  try {
    await api.forms.contact.mutate({
      ...toContactInput(values, localeOfPath(url.pathname)),
      token: String(form.get('token') ?? ''),
    });
  } catch (error) {
    const answered: AnsweredContact = { answer: toContactAnswer(error), values };
    return data(answered, { status: 400 });
  }
  throw redirect(`${url.pathname}?sent=1`);
}

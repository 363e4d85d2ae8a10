import { type OpenForm, openForm } from '@trastienda/shop-client';
import { browserApi } from '../api/browser.ts';
import type { Locale } from '../i18n/locales.ts';
import { type ContactAnswer, toContactAnswer } from './contact-answer.ts';
import { readContact, toContactInput } from './contact-fields.ts';

let opened: OpenForm | undefined;

/** Requests the token of the form, and does its proof of work if there is one. */
export function prepare(): OpenForm {
  opened ??= openForm(browserApi(), 'contact');
  return opened;
}

/** Sends the form. */
export async function sendContact(form: FormData, locale: Locale): Promise<ContactAnswer> {
  const input = toContactInput(readContact(form), locale);
  try {
    await prepare().send((proof) => browserApi().forms.contact.mutate({ ...input, ...proof }));
    return { kind: 'sent' };
  } catch (error) {
    return toContactAnswer(error);
  }
}

import type { RouterInputs } from '@trastienda/shop-client';
import type { Locale } from '../i18n/locales.ts';

/** Fields that visitors fill in; `website` is the honeypot, which people leave empty. */
export const CONTACT_FIELDS = ['name', 'email', 'orderNumber', 'message', 'website'] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];
export type ContactValues = Readonly<Record<ContactField, string>>;

type ContactInput = Omit<RouterInputs['forms']['contact'], 'token' | 'solution'>;

/** Reads the fields of a form. */
export function readContact(form: FormData): ContactValues {
  const text = (name: ContactField) => String(form.get(name) ?? '');
  return {
    name: text('name'),
    email: text('email'),
    orderNumber: text('orderNumber'),
    message: text('message'),
    website: text('website'),
  };
}

/** Returns the fields as the API has them: an empty order number is none. */
export function toContactInput(values: ContactValues, locale: Locale): ContactInput {
  const { orderNumber, ...others } = values;
  return { ...others, locale, ...(orderNumber.trim() !== '' && { orderNumber }) };
}

/** Returns the fields whose constraints (required, an email address, a length) are not met. */
export function invalidFields(form: HTMLFormElement): readonly ContactField[] {
  return CONTACT_FIELDS.filter((name) => {
    const control = form.elements.namedItem(name);
    const hasConstraints =
      control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement;
    return hasConstraints && !control.validity.valid;
  });
}

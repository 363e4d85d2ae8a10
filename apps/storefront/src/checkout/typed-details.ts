import { ADDRESS_FIELDS } from '../addresses/address-values.ts';
import { changeDetails, type Details } from './details.ts';

/** Returns the text of a field of a form; null where the form has no such field. */
function textOf(form: HTMLFormElement, name: string): string | null {
  const field = form.elements.namedItem(name);
  const isField = field instanceof HTMLInputElement || field instanceof HTMLSelectElement;
  return isField ? field.value : null;
}

/**
 * Returns details with what was typed, or filled in by the browser, before the page ran: React does not
 * hear of it.
 */
export function withTyped(details: Details, form: HTMLFormElement): Details {
  const entries = ADDRESS_FIELDS.map((field) => [
    field,
    textOf(form, `shipping.${field}`) ?? details.shipping[field],
  ]);
  return changeDetails(details, {
    email: textOf(form, 'email') ?? details.email,
    shipping: { ...details.shipping, ...Object.fromEntries(entries) },
  });
}

/** Returns whether a checkbox of a form was checked before the page ran. */
export function wasChecked(form: HTMLFormElement, name: string): boolean {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement && field.checked;
}

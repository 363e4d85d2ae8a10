import { z } from 'zod';

/** Why a form cannot be read, as an issue about one of its fields. */
type Refuse = (field: string, message: string) => void;

/** The CSV in the field `file`; undefined, and refused, where there is none. */
export function fileOf(form: FormData, refuse: Refuse): File | undefined {
  const file = form.get('file');
  if (file instanceof File) return file;
  refuse('file', 'must be a CSV file');
  return undefined;
}

/** A field that is `true` or `false`; false where it is absent, and where it is refused. */
export function flagOf(form: FormData, name: string, refuse: Refuse): boolean {
  const text = form.get(name);
  if (text === null || text === 'false') return false;
  if (text !== 'true') refuse(name, 'must be true or false');
  return text === 'true';
}

/** Parses a form; what is refused is an issue of the input. Its procedure declares `takesForm`. */
export function formOf<Output>(read: (form: FormData, refuse: Refuse) => Output | undefined) {
  return z.instanceof(FormData, { error: 'must be form data' }).transform((form, context) => {
    let isRefused = false;
    const output = read(form, (field, message) => {
      isRefused = true;
      context.addIssue({ code: 'custom', path: [field], message });
    });
    return isRefused || output === undefined ? z.NEVER : output;
  });
}

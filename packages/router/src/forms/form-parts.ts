import { z } from 'zod';

/** Reports an invalid form as an issue of one of its fields. */
type ReportIssue = (field: string, message: string) => void;

/** Returns the CSV in the field `file`; reports an issue and returns undefined if there is none. */
export function fileOf(form: FormData, refuse: ReportIssue): File | undefined {
  const file = form.get('file');
  if (file instanceof File) return file;
  refuse('file', 'must be a CSV file');
  return undefined;
}

/** Returns a field that is `true` or `false`; false if it is absent or invalid. */
export function flagOf(form: FormData, name: string, refuse: ReportIssue): boolean {
  const text = form.get(name);
  if (text === null || text === 'false') return false;
  if (text !== 'true') refuse(name, 'must be true or false');
  return text === 'true';
}

/**
 * Creates a schema for a form; reported issues become issues of the input. Its procedure declares
 * `takesForm`.
 */
export function formOf<Output>(read: (form: FormData, refuse: ReportIssue) => Output | undefined) {
  return z.instanceof(FormData, { error: 'must be form data' }).transform((form, context) => {
    let isRefused = false;
    const output = read(form, (field, message) => {
      isRefused = true;
      context.addIssue({ code: 'custom', path: [field], message });
    });
    return isRefused || output === undefined ? z.NEVER : output;
  });
}

import { z } from 'zod';

/** Reports an invalid form as an issue of one of its fields. */
type ReportIssue = (field: string, message: string) => void;

/** Returns the file in the field `file`; reports an issue and returns undefined if there is none. */
export function fileOf(form: FormData, refuse: ReportIssue, kind = 'a CSV file'): File | undefined {
  const file = form.get('file');
  if (file instanceof File) return file;
  refuse('file', `must be ${kind}`);
  return undefined;
}

/** Returns a field that is `true` or `false`; false if it is absent or invalid. */
export function flagOf(form: FormData, name: string, refuse: ReportIssue): boolean {
  const text = form.get(name);
  if (text === null || text === 'false') return false;
  if (text !== 'true') refuse(name, 'must be true or false');
  return text === 'true';
}

/** JSON schemas of the fields of a form beside the file, for the API reference. */
type FormFields = Readonly<
  Record<string, { readonly type: string; readonly [key: string]: unknown }>
>;

const fileField = (description: string) => ({ type: 'string', format: 'binary', description });

/**
 * Creates a schema for a form with a file; reported issues become issues of the input. Its procedure
 * declares `takesForm`.
 */
export function formOf<Output>(
  fields: FormFields,
  read: (form: FormData, refuse: ReportIssue) => Output | undefined,
  file = 'A CSV.',
) {
  const form = z.instanceof(FormData, { error: 'must be form data' });
  // Unlike `meta`, this does not copy the schema, which would lose its class.
  const properties = { file: fileField(file), ...fields };
  form.register(z.globalRegistry, { properties, required: ['file'] });
  return form.transform((data, context) => {
    let isRefused = false;
    const output = read(data, (field, message) => {
      isRefused = true;
      context.addIssue({ code: 'custom', path: [field], message });
    });
    return isRefused || output === undefined ? z.NEVER : output;
  });
}

/** Text fields beside the file; a list becomes one field per item, undefined none. */
export type UploadFields = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface UploadFormOptions {
  /** File name; a `File` has its own. */
  readonly name?: string | undefined;
  readonly fields?: UploadFields;
}

/**
 * Creates the input of a procedure that accepts a file: a form with the file in its field `file`.
 *
 * @example
 * const form = createUploadForm(input.files[0], { fields: { album: 'holidays' } });
 * await client.photos.upload.mutate(form);
 */
export function createUploadForm(file: Blob, options: UploadFormOptions = {}): FormData {
  const { name, fields = {} } = options;
  const form = new FormData();
  if (name === undefined) form.append('file', file);
  else form.append('file', file, name);
  for (const [field, value] of Object.entries(fields)) {
    const values = typeof value === 'string' ? [value] : (value ?? []);
    for (const each of values) form.append(field, each);
  }
  return form;
}

/** Creates a form with a file in its field `file`. */
export function formWith(file: Blob, name: string | undefined): FormData {
  const form = new FormData();
  if (name !== undefined) form.append('file', file, name);
  else form.append('file', file);
  return form;
}

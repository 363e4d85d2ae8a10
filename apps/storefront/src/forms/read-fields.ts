/** Returns the texts of a form's fields; those that are absent are empty. */
export function readFields<Name extends string>(
  form: FormData,
  ...names: readonly Name[]
): Readonly<Record<Name, string>> {
  const entries = names.map((name): readonly [Name, string] => {
    const value = form.get(name);
    return [name, typeof value === 'string' ? value : ''];
  });
  // `fromEntries` forgets which keys there are.
  return Object.fromEntries(entries) as Record<Name, string>;
}

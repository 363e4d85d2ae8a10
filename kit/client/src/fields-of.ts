/** Returns the fields of any value; none of what is no object. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return { ...Object(value) };
}

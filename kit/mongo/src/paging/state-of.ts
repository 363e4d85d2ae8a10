/** Returns the state of a document: its fields, with `_id` as `id`. */
export function stateOf<Document extends { readonly _id: string }>({
  _id,
  ...fields
}: Document): Omit<Document, '_id'> & { readonly id: string } {
  return { ...fields, id: _id };
}

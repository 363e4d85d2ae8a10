/** Returns the cursor of a list's page as a part of a call's input: nothing on the first page. */
export function cursorOf({ cursor }: { readonly cursor: string | undefined }): {
  readonly cursor?: string;
} {
  return cursor === undefined ? {} : { cursor };
}

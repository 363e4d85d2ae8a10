interface Part {
  readonly csv: string;
  readonly count: number;
  readonly nextCursor: string | null;
}

/** Asks for the parts of an export, one after the other, and returns them as one file. */
export async function exportSubscribers(
  exportPart: (input: { readonly cursor?: string }) => Promise<Part>,
): Promise<{ readonly csv: string; readonly count: number }> {
  let csv = '';
  let count = 0;
  let cursor: string | null = null;
  do {
    const part: Part = await exportPart(cursor === null ? {} : { cursor });
    csv += part.csv;
    count += part.count;
    cursor = part.nextCursor;
  } while (cursor !== null);
  return { csv, count };
}

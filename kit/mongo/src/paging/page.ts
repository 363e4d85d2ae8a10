/** One page of a list; `nextCursor` is null on the last page. */
export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

/** A page of a list: its size, and the cursor that the page before returned. */
export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Maps the items of a page, from documents to state or from state to views. */
export function mapPage<Item, Mapped>(
  { items, nextCursor }: Page<Item>,
  map: (item: Item) => Mapped,
): Page<Mapped> {
  return { items: items.map((item) => map(item)), nextCursor };
}

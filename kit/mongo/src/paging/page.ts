/** One page of a list; `nextCursor` is null on the last page. */
export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

/** Maps the items of a page, from documents to state or from state to views. */
export function mapPage<Item, Mapped>(
  { items, nextCursor }: Page<Item>,
  map: (item: Item) => Mapped,
): Page<Mapped> {
  return { items: items.map((item) => map(item)), nextCursor };
}

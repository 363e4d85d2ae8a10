/** One page of a list; `nextCursor` is null on the last one. */
export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

/** The same page of other items: state instead of documents, views instead of state. */
export function mapPage<Item, Mapped>(
  { items, nextCursor }: Page<Item>,
  map: (item: Item) => Mapped,
): Page<Mapped> {
  return { items: items.map((item) => map(item)), nextCursor };
}

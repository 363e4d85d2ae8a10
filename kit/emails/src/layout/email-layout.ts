/** A row of a table: what it is about, and how much of it. */
export interface EmailRow {
  readonly label: string;
  /** Further text about the label, such as the color of an item. */
  readonly note?: string;
  readonly value?: string;
  /** True for a row that sums up those before it. */
  readonly isTotal?: boolean;
}

/** Facts of an email in rows, such as the items of an order and its total. */
export interface EmailTable {
  readonly title: string;
  readonly rows: readonly EmailRow[];
}

/** An email with its final words, from top to bottom. */
export interface EmailLayout {
  readonly locale: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** Tables after the paragraphs. */
  readonly tables: readonly EmailTable[];
  readonly link: { readonly href: string; readonly label: string } | null;
  /** Paragraphs after the link. */
  readonly afterwards: readonly string[];
  readonly footer: { readonly href: string; readonly label: string };
}

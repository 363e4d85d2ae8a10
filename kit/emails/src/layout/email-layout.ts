/** An email with its final words, from top to bottom. */
export interface EmailLayout {
  readonly locale: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link: { readonly href: string; readonly label: string } | null;
  /** Paragraphs after the link. */
  readonly afterwards: readonly string[];
  readonly footer: { readonly href: string; readonly label: string };
}

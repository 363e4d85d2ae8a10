/** Characters of a description that are searched; what comes later is not. */
const MAX_HTML = 20_000;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** Returns the text of sanitized HTML: its beginning, without tags and entities. */
export function textOfHtml(html: string): string {
  return (
    html
      .slice(0, MAX_HTML)
      // A tag that the cut has left open is no text either.
      .replace(/<[^>]*(?:>|$)/g, ' ')
      .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (_, decimal, hex, name) => {
        if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? ' ';
        const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
        return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ' ';
      })
  );
}

import { useNonce } from '../nonce.tsx';

const ESCAPES: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/**
 * Writes data as JSON for a `<script>` element. Inside of one, HTML ends at `</script>` and `<!--` opens a
 * comment, whatever JSON says: texts of a catalog must do neither.
 */
export function toScriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (one) => ESCAPES[one] ?? one);
}

/** Data of schema.org for search engines. */
export type StructuredData = Readonly<Record<string, unknown>>;

/**
 * Structured data of a page, for what reads the page as the server sends it: pass it where
 * `import.meta.env.SSR` is true, so that the code that makes it stays out of the browser's bundle. When the page
 * becomes interactive, React leaves the contents of the element alone.
 */
export function JsonLd({ data }: { readonly data: readonly StructuredData[] }) {
  const nonce = useNonce();
  const scripts = data.map(
    (one) =>
      `<script type="application/ld+json"${nonce ? ` nonce="${nonce}"` : ''}>${toScriptJson({ '@context': 'https://schema.org', ...one })}</script>`,
  );
  return (
    <div hidden suppressHydrationWarning dangerouslySetInnerHTML={{ __html: scripts.join('') }} />
  );
}

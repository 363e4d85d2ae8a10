/**
 * Which build of a frontend the server serves. `if-built` serves that of this repository where there is
 * one; `required` fails the start where there is none. `dir` is null for that of this repository. `elsewhere`
 * is for one that another server has under the public URL, as in `pnpm dev`.
 */
export type FrontendChoice =
  | { readonly kind: 'off' }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'if-built' }
  | { readonly kind: 'required'; readonly dir: string | null };

/** The frontends that the server serves beside the API. */
export interface FrontendsConfig {
  readonly storefront: FrontendChoice;
  readonly backOffice: FrontendChoice;
  /** Further origins of pictures on their pages. */
  readonly mediaOrigins: readonly string[];
}

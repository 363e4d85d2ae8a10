/** The query of a page of a list: what `useQuery` returns for it. */
export interface ListPage<Row> {
  readonly data: { readonly items: readonly Row[]; readonly nextCursor: string | null } | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  /** True while the rows of the page before are shown. */
  readonly isPlaceholderData: boolean;
  readonly refetch: () => unknown;
}

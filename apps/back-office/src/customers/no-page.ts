import type { ListPage } from '../table/list-page.ts';

/** A list without rows, in place of a query that the server would refuse. */
export const NO_PAGE: ListPage<never> = {
  data: { items: [], nextCursor: null },
  error: null,
  isFetching: false,
  isPlaceholderData: false,
  refetch: () => undefined,
};

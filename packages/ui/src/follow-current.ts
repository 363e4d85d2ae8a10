/**
 * Keeps the current one of a row of links, `aria-current="page"`, in the middle of what is seen of the row:
 * now, and whenever the row gets another width. Returns what ends it.
 */
export function followCurrent(row: HTMLElement): () => void {
  // Not `scrollIntoView`, which moves the page as well.
  const resized = new ResizeObserver(() => {
    const link = row.querySelector<HTMLElement>('[aria-current="page"]');
    if (link === null) return;
    const middle = link.getBoundingClientRect().left + link.offsetWidth / 2;
    row.scrollLeft += middle - row.getBoundingClientRect().left - row.clientWidth / 2;
  });
  resized.observe(row);
  return () => resized.disconnect();
}

/** Numbers of the pages that hold the rows from `first` to `last` (both included) of `total`. */
export function pagesCovering(first: number, last: number, total: number, pageSize: number): number[] {
  const from = Math.max(0, Math.min(first, total - 1));
  const to = Math.max(0, Math.min(last, total - 1));
  const pages: number[] = [];
  for (let page = Math.floor(from / pageSize); page <= Math.floor(to / pageSize); page++) pages.push(page);
  return pages;
}

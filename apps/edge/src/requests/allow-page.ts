/** As the server exposes them. */
const EXPOSED = 'x-request-id,trastienda-session,retry-after';

function addVary(headers: Headers, name: string): void {
  const vary = headers.get('vary');
  const names = (vary ?? '').split(',').map((given) => given.trim().toLowerCase());
  if (names.includes(name.toLowerCase())) return;
  headers.set('vary', vary === null ? name : `${vary}, ${name}`);
}

/** Lets a page of another origin read a response, with credentials, if it is one of the pages. */
export function allowPage(headers: Headers, origin: string, pages: ReadonlySet<string>): void {
  if (pages.has(origin)) headers.set('access-control-allow-origin', origin);
  else headers.delete('access-control-allow-origin');
  headers.set('access-control-allow-credentials', 'true');
  headers.set('access-control-expose-headers', EXPOSED);
  addVary(headers, 'Origin');
}

import type { RequestSpec } from './request-arbitrary.ts';

const ORIGIN = 'http://zoo.test';

/** Creates a request below an endpoint; each of the two sides gets its own. */
export function createRequest(spec: RequestSpec, endpoint: string): Request {
  const base = endpoint.replaceAll(/^\/|\/$/g, '');
  const url = `${ORIGIN}/${base === '' ? '' : `${base}/`}${spec.path}${spec.search}`;
  const body = spec.body === null || typeof spec.body === 'string' ? spec.body : toForm(spec.body);
  return new Request(url, {
    method: spec.method,
    headers: spec.headers,
    body,
    signal: spec.isAborted ? AbortSignal.abort(new Error('left')) : null,
  });
}

function toForm({ form }: { readonly form: Readonly<Record<string, string>> }): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(form)) data.append(name, value);
  return data;
}

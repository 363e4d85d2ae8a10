// What a product page costs the server in CPU time, by layer, against a bare streamed React page of the
// same size: the same elements and texts, without a router, data or components (goal: at most 2.5 times).
// Visitors without a cart share a rendered page for some seconds; of the others each gets one rendered.
// Linux only. `npm run storefront` sets NODE_ENV: React has another build for production.
import { readFile } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { createElement, type ReactNode } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import { compare } from './compare.ts';
import { measureCpu } from './cpu-time.ts';
import { startServer } from './start-server.ts';

const CATALOG = new URL('../apps/api/demo/catalog.csv', import.meta.url);
const BUILD = new URL('../apps/storefront/dist/server/index.js', import.meta.url);
const PATH = '/products/camisa-de-lino-azul';
const ROUNDS = Number(process.argv[2] ?? 400);

/** The part of the build that the bench uses; the build has no types. */
interface Build {
  createStorefront(options: {
    readonly api: (request: Request) => Promise<Response>;
    readonly apiUrl: string;
    readonly publicUrl: string;
    readonly timeZone: string;
    readonly onError: (error: unknown) => void;
  }): {
    fetch(request: Request, visitor: { requestId: string; address: null }): Promise<Response>;
  };
}

const server = await startServer({ fsync: false });
const { url, pid, staffToken } = server;

async function importCatalog(): Promise<void> {
  const body = new FormData();
  body.append('file', new Blob([await readFile(CATALOG)], { type: 'text/csv' }), 'catalog.csv');
  const response = await fetch(`${url}/trpc/admin.products.import`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${staffToken}` },
  });
  if (!response.ok) throw new Error(await response.text());
}

/** Answers of the API, each asked for once: what is left is the cost of the pages. */
const answers = new Map<string, { readonly body: string; readonly headers: Headers }>();

async function answer(request: Request): Promise<Response> {
  const known = answers.get(request.url);
  if (known !== undefined) return new Response(known.body, { headers: known.headers });
  const response = await fetch(request);
  const body = await response.text();
  const headers = new Headers(response.headers);
  headers.delete('content-encoding');
  headers.delete('content-length');
  answers.set(request.url, { body, headers });
  return new Response(body, { headers });
}

const VOID = new Set(['meta', 'link', 'img', 'input', 'br', 'source']);
const TOKEN = /<!--.*?-->|<!DOCTYPE html>|<(\/?)([a-z0-9]+)([^>]*?)\/?>|([^<]+)/gis;
const ATTRIBUTE = /([^\s=]+)="([^"]*)"/g;

const unescapeHtml = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Reads the elements of a page that React has written. */
function toElements(html: string): ReactNode {
  // The contents of scripts are texts, whatever they look like.
  const scripts: string[] = [];
  const plain = html.replace(
    /(<script[^>]*>)(.*?)<\/script>/gis,
    (_, tag: string, text: string) => {
      scripts.push(text);
      return `${tag}</script>`;
    },
  );
  interface Open {
    readonly tag: string;
    readonly props: Record<string, unknown>;
    readonly children: ReactNode[];
  }
  const root: Open = { tag: '', props: {}, children: [] };
  const stack = [root];
  const close = ({ tag, props, children }: Open) =>
    stack.at(-1)?.children.push(createElement(tag, props, ...children));
  for (const [, slash, name, attributes = '', text] of plain.matchAll(TOKEN)) {
    if (text !== undefined) stack.at(-1)?.children.push(unescapeHtml(text));
    if (name === undefined) continue;
    if (slash === '/') {
      const done = stack.pop();
      if (done !== undefined) close(done);
      continue;
    }
    const props: Record<string, unknown> = {};
    for (const [, key = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
      props[key === 'class' ? 'className' : key] = unescapeHtml(value);
    }
    if (name === 'script') props.dangerouslySetInnerHTML = { __html: scripts.shift() };
    const opened: Open = { tag: name, props, children: [] };
    if (VOID.has(name)) close(opened);
    else stack.push(opened);
  }
  return root.children[0];
}

/** Streams a page as the storefront does. */
function stream(page: ReactNode): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(page, {
      onShellReady() {
        const body = new PassThrough();
        pipe(body);
        // The types of Node's streams and of the web's differ; their values do not.
        resolve(new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>));
      },
      onShellError: reject,
    });
  });
}

await importCatalog();
const { createStorefront } = (await import(BUILD.href)) as Build;
const storefront = createStorefront({
  api: answer,
  apiUrl: url,
  publicUrl: 'http://shop.test',
  timeZone: 'UTC',
  onError: (error) => console.error(error),
});
const showPage = async (path: string) => {
  const request = new Request(`http://shop.test${path}`);
  const response = await storefront.fetch(request, { requestId: 'bench', address: null });
  return response.text();
};
let shown = 0;
/** Returns an address of the page that no other request has: it is rendered. */
const nextPath = () => {
  shown += 1;
  return `${PATH}?shown=${shown}`;
};
const renderPage = () => showPage(nextPath());
const showSharedPage = () => showPage(PATH);

const html = await showSharedPage();
if (!html.includes('</html>')) throw new Error('The page was not rendered.');
const page = toElements(html);
const bareHtml = await (await stream(page)).text();
const renderBare = async () => (await stream(page)).text();
console.log(`bytes of the page: ${html.length}; of the bare page: ${bareHtml.length}`);

const options = { rounds: ROUNDS, warmUp: 100 };
const rendered = await compare(renderPage, renderBare, options);
const shared = await compare(showSharedPage, renderBare, options);
const workloads = [
  { name: 'page', times: 200, send: async () => (await fetch(url + nextPath())).text() },
  { name: 'shared', times: 200, send: async () => (await fetch(url + PATH)).text() },
  { name: 'healthz', times: 200, send: async () => (await fetch(`${url}/healthz`)).text() },
];
const costs = await measureCpu(pid, workloads, { rounds: 7, warmUp: 3 });
const whole = costs.get('page');
const wholeShared = costs.get('shared');
const empty = costs.get('healthz');
await server.stop();

const ms = (value: number | undefined) => `${(value ?? Number.NaN).toFixed(2)} ms`;
const times = (ratio: number) => `${ratio.toFixed(2)} times`;
console.log(`bare React page:                        ${ms(rendered.theirsMs)}`);
console.log(
  `rendered, with answers of the API at hand: ${ms(rendered.oursMs)} (${times(rendered.ratio)})`,
);
console.log(
  `shared, as most visitors get it:        ${ms(shared.oursMs)} (${times(shared.ratio)})`,
);
console.log(`whole server, CPU of a page:            ${ms(whole?.server)}`);
console.log(`  shared:                               ${ms(wholeShared?.server)}`);
console.log(`  of which an empty request:            ${ms(empty?.server)}`);
console.log(`  and the database beside it:           ${ms(whole?.database)}`);

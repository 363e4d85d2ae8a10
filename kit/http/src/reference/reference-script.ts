import { hashText } from '@trastienda/base';
import { Hono } from 'hono';
import type { AppEnv } from '../app-env.ts';

/** Scalar's standalone file, ready to be sent. */
export interface ReferenceScript {
  /** Path of the file, which changes with its content. */
  readonly path: string;
  readonly text: string;
  readonly gzipped: ArrayBuffer;
}

/** Compresses once what every first visitor gets: a megabyte in place of five. */
async function gzip(text: string): Promise<ArrayBuffer> {
  const compressed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(compressed).arrayBuffer();
}

/** Reads the script at the first call, below a path; a failed read is tried again. */
export function createScriptLoader(
  below: string,
  read: () => Promise<string>,
): () => Promise<ReferenceScript> {
  let loading: Promise<ReferenceScript> | undefined;

  async function load(): Promise<ReferenceScript> {
    const text = await read();
    const [hash, gzipped] = await Promise.all([hashText(text), gzip(text)]);
    return { path: `${below}/reference-${hash.slice(0, 16)}.js`, text, gzipped };
  }

  return function loadScript() {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

const YEAR_SECONDS = 31_536_000;

const HEADERS = {
  'content-type': 'text/javascript; charset=utf-8',
  'cache-control': `public, max-age=${YEAR_SECONDS}, immutable`,
  'content-security-policy': "default-src 'none'",
  'x-content-type-options': 'nosniff',
  vary: 'accept-encoding',
};

const acceptsGzip = (header = '') =>
  header.split(',').some((coding) => /^\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/i.test(coding));

/** Serves the script at its path, cached for good. */
export function serveScript(load: () => Promise<ReferenceScript>): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/:file', async (c) => {
    const { path, text, gzipped } = await load();
    if (!path.endsWith(`/${c.req.param('file')}`)) return c.notFound();
    if (!acceptsGzip(c.req.header('accept-encoding'))) return c.body(text, 200, HEADERS);
    return c.body(gzipped, 200, { ...HEADERS, 'content-encoding': 'gzip' });
  });
  return routes;
}

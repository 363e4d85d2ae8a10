import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppEnv } from '@trastienda/http';
import { serveBuiltFiles } from '@trastienda/http/node';
import { Hono } from 'hono';

/** Path below which the back office is, as its build says. */
export const BACK_OFFICE_PATH = '/admin';

/** File of the build that is every page. */
export const BACK_OFFICE_FILE = join('client', 'index.html');

/** The scripts in the page, whose text its build has written. */
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** Returns the sources of the policy that allow the inline scripts of a page, and no others. */
function hashesOf(html: string): readonly string[] {
  const texts = Array.from(html.matchAll(INLINE_SCRIPT), ([, text = '']) => text);
  return texts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
}

function policyOf(html: string, mediaOrigins: readonly string[]): string {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...hashesOf(html)].join(' '),
    "style-src 'self'",
    // Attributes alone: React renders `style={…}` as such, for sizes that are known at run time only. An
    // attribute can change how its element looks, and load nothing but pictures.
    "style-src-attr 'unsafe-inline'",
    // `blob:` shows a picture before it is uploaded.
    ["img-src 'self' data: blob:", ...mediaOrigins].join(' '),
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** Serves the back office: its files, and one page for all of its paths. */
export function createBackOffice(dir: string, mediaOrigins: readonly string[]): Hono<AppEnv> {
  const html = readFileSync(join(dir, BACK_OFFICE_FILE), 'utf8');
  const policy = policyOf(html, mediaOrigins);
  const app = new Hono<AppEnv>().basePath(BACK_OFFICE_PATH);
  serveBuiltFiles(app, { root: join(dir, 'client'), basePath: BACK_OFFICE_PATH });
  const page = new Hono<AppEnv>();
  page.get('*', (c) =>
    c.html(html, 200, {
      'content-security-policy': policy,
      'cache-control': 'no-cache',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    }),
  );
  app.route('/', page);
  return app;
}

import type { AppEnv } from '@trastienda/http';
import { Hono } from 'hono';
import { DRAWINGS, type Drawing } from './demo-drawings.ts';

export const PICTURES_PATH = '/demo/pictures';

/** Pixels of a picture on each side. */
const SIDE = 800;

/** Returns the size of a picture of the demo catalog by its path; null for other paths. */
export function sizeOfDemoPicture(path: string): { width: number; height: number } | null {
  return path.startsWith(`${PICTURES_PATH}/`) ? { width: SIDE, height: SIDE } : null;
}

/** Transforms of the drawing per view: plain, close-up, as a set. */
const VIEWS: readonly ((shapes: string) => string)[] = [
  (shapes) => shapes,
  (shapes) => `<g transform="rotate(-12 100 100) translate(-50 -60) scale(1.6)">${shapes}</g>`,
  (shapes) =>
    [8, 70, 132].map((x) => `<g transform="translate(${x} 70) scale(.3)">${shapes}</g>`).join(''),
];

function svgOf({ background, shapes }: Drawing, view: (shapes: string) => string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="${SIDE}" height="${SIDE}"><rect width="200" height="200" fill="${background}"/>${view(shapes)}</svg>`;
}

/**
 * Serves the pictures of the demo catalog, `<slug>-<view>.svg`. They bypass the middlewares of the
 * API: pages of any origin may show and cache them.
 */
export function demoPictures() {
  const app = new Hono<AppEnv>();
  app.get('/:file', (c, next) => {
    const [, slug = '', number = ''] = /^([a-z0-9-]+)-(\d)\.svg$/.exec(c.req.param('file')) ?? [];
    const drawing = Object.hasOwn(DRAWINGS, slug) ? DRAWINGS[slug] : undefined;
    const view = VIEWS[Number(number) - 1];
    if (drawing === undefined || view === undefined) return next();
    return c.body(svgOf(drawing, view), 200, {
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': 'public, max-age=86400',
      'content-security-policy': "default-src 'none'",
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
  });
  return app;
}

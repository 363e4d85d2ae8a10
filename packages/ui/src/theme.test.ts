import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const CSS = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');

type Scheme = 'light' | 'dark';

/** Returns a token's color as its red, green and blue, 0 to 1. */
function colorOf(token: string, scheme: Scheme): readonly number[] {
  const match = new RegExp(`--color-${token}: light-dark\\((#\\w{6}), (#\\w{6})\\);`).exec(CSS);
  const hex = match?.[scheme === 'light' ? 1 : 2];
  if (hex === undefined) throw new Error(`No color "${token}" in theme.css.`);
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
}

/** Relative luminance as WCAG 2 defines it. */
function luminanceOf(token: string, scheme: Scheme): number {
  const [red = 0, green = 0, blue = 0] = colorOf(token, scheme).map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(token: string, ground: string, scheme: Scheme): number {
  const luminances = [luminanceOf(token, scheme), luminanceOf(ground, scheme)];
  return (Math.max(...luminances) + 0.05) / (Math.min(...luminances) + 0.05);
}

const PLANES = ['background', 'sunken', 'surface', 'raised', 'hover'];
const MEANINGS = ['accent', 'positive', 'warning', 'critical', 'info'];

const pairs = (tokens: readonly string[], grounds: readonly string[]) =>
  tokens.flatMap((token) => grounds.map((ground): [string, string] => [token, ground]));

const TEXTS: readonly [string, string][] = [
  ...pairs(['text', 'muted', ...MEANINGS], PLANES),
  ...MEANINGS.map((meaning): [string, string] => [meaning, `${meaning}-soft`]),
  ...pairs(
    ['text', 'muted'],
    MEANINGS.map((meaning) => `${meaning}-soft`),
  ),
  ['accent-contrast', 'accent'],
  ['accent-contrast', 'accent-hover'],
  ['critical-contrast', 'critical'],
  ['critical-contrast', 'critical-hover'],
  ['accent-hover', 'background'],
  ['accent-hover', 'surface'],
  ['inverse-text', 'inverse'],
];

const SHAPES: readonly [string, string][] = [
  ...pairs(['focus'], PLANES),
  ...pairs(['border-strong'], ['background', 'surface', 'raised']),
  ...pairs(['chart-1', 'chart-2', 'chart-3', 'chart-4', 'chart-5'], ['surface']),
];

describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
  test.each(TEXTS)('the text color %s has a contrast of 4.5 on %s', (token, ground) => {
    expect(contrastOf(token, ground, scheme)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(SHAPES)('the color of shapes %s has a contrast of 3 on %s', (token, ground) => {
    expect(contrastOf(token, ground, scheme)).toBeGreaterThanOrEqual(3);
  });
});

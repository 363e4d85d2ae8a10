import { Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLog } from './create-log.ts';
import { escapeLine } from './escape-line.ts';

/** What turns text around, hides it or moves the cursor. */
const DECEPTIVE = [
  ...['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'],
  ...['\u200e', '\u200f', '\u061c', '\u2028', '\u2029', '\u200b', '\ufeff', '\u{e0041}'],
  ...['\u0000', '\u0007', '\b', '\f', '\r', '\u001b', '\u007f', '\u0085', '\u009b'],
];
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** Line breaks and indents of pretty lines are allowed. */
const UNSEEN_BUT_SPACE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

function start(format: 'json' | 'pretty') {
  let text = '';
  const destination = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  const log = createLog({ level: 'debug', format }, destination);
  return { log, text: () => text };
}

describe.each(['json', 'pretty'] as const)('A %s log', (format) => {
  test.each(DECEPTIVE)('shows %j as an escape', (character) => {
    const { log, text } = start(format);
    const evil = `a${character}b`;
    log.warn({ path: evil, [evil]: 1, nested: { list: [evil] } }, `said ${evil}`);
    log.error({ err: new Error(`cannot ${evil}`) }, 'failed');
    expect(text()).toContain('failed');
    expect(text().replaceAll('\n', '')).not.toMatch(format === 'json' ? UNSEEN : UNSEEN_BUT_SPACE);
    expect(text()).toMatch(/a\\+(u[0-9a-f]{4}|[bfr])/);
  });

  test('has one line for an entry, whatever input it contains', () => {
    const { log, text } = start(format);
    log.info({ path: 'a\n[12:00:00.000] INFO: call {"code":"OK"}\r\nb' }, 'call');
    expect(text().trimEnd().split(/\r|\n/)).toHaveLength(1);
  });

  test('does not change other text', () => {
    const { log, text } = start(format);
    log.info({ path: 'Año 日本 👩🏽' }, 'call');
    expect(text()).toContain('"Año 日本 👩🏽"');
  });
});

test('An escaped JSON line has the same meaning', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(fc.dictionary(text, fc.oneof(text, fc.constantFrom(...DECEPTIVE))), (entry) => {
      const line = escapeLine(`${JSON.stringify(entry)}\n`);
      expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(entry)));
      expect(line.slice(0, -1)).not.toMatch(UNSEEN);
      expect(line.endsWith('\n')).toBe(true);
    }),
  );
});

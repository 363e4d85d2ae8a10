import { expect, test } from 'vitest';
import { checkDifferences, compareTranscripts } from './compare-transcripts.ts';

const exchange = (name: string, body: unknown, headers: Record<string, string> = {}) => ({
  name,
  status: 200,
  headers,
  body,
});

test('Equal transcripts have no differences', () => {
  const transcript = [exchange('a', { items: [1, { b: null }] }, { vary: 'origin' })];
  expect(compareTranscripts(transcript, structuredClone(transcript))).toEqual([]);
});

test('Differences name their exchange, their place and both values', () => {
  const found = compareTranscripts(
    [exchange('a', { error: { message: 'one' } }), exchange('b', null, { vary: 'origin' })],
    [exchange('a', { error: { message: 'two' } }), exchange('b', null)],
  );
  expect(found).toEqual([
    { exchange: 'a', path: 'body.error.message', expected: 'one', actual: 'two' },
    { exchange: 'b', path: 'headers.vary', expected: 'origin', actual: undefined },
  ]);
});

test('A response that is missing is a difference', () => {
  expect(compareTranscripts([exchange('a', 1)], [])).toMatchObject([{ exchange: 'a', path: '' }]);
});

test('A list is not an object with the same members', () => {
  expect(compareTranscripts([exchange('a', [])], [exchange('a', {})])).toHaveLength(1);
});

test('A known difference that no longer exists is reported, as one that is not known', () => {
  const [header, text] = compareTranscripts(
    [exchange('malformed', 'one', { vary: 'a' })],
    [exchange('malformed', 'two', { vary: 'b' })],
  );
  const known = { exchange: /^malformed$/, path: 'body', reason: 'engines' };
  const gone = { exchange: /^absent$/, path: 'body', reason: 'nothing' };
  expect(
    checkDifferences(
      [text, header].flatMap((each) => each ?? []),
      [known, gone],
    ),
  ).toEqual({
    unknown: [header],
    gone: [gone],
  });
});

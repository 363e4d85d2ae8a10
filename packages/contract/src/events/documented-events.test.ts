import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { EventDefinition } from './define-events.ts';
import { EVENT_TYPES, EVENTS } from './event-table.ts';

const text = readFileSync(new URL('../../../../docs/EVENTS.md', import.meta.url), 'utf8');

/** Returns the names of an event's data, with `?` for those that older events lack. */
const namesOf = ({ data }: EventDefinition) =>
  Object.entries(data.shape)
    .map(([name, schema]) => `\`${name}${schema instanceof z.ZodExactOptional ? '?' : ''}\``)
    .join(', ');

test('docs/EVENTS.md lists every event with its data, and no others', () => {
  const documented = text
    .split('\n')
    .filter((line) => /^\| `[a-z-]+\.[a-z-]+`/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const declared = EVENT_TYPES.map((type) => [
    `\`${type}\``,
    namesOf(EVENTS[type]),
    EVENTS[type].summary,
  ]);
  const sorted = (rows: string[][]) => rows.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  expect(sorted(documented)).toEqual(sorted(declared));
});

test('docs/EVENTS.md names the permission of every kind of thing', () => {
  for (const type of EVENT_TYPES) {
    const { aggregate, permission } = EVENTS[type];
    expect(text).toContain(`\`${aggregate}\`, visible with \`${permission}\`.`);
  }
});

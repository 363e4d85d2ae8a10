import { readFileSync } from 'node:fs';
import type { ErrorDefinition } from '@trastienda/base';
import { ERRORS } from '@trastienda/shop-contract';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { expect, test } from 'vitest';
import { z } from 'zod';

const Form = z.looseObject({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
});

/** Returns the keys of the details, with `?` where a form of them lacks the key. */
function keysOf({ details }: ErrorDefinition): string {
  if (details === undefined) return '';
  const schema = z.toJSONSchema(details);
  const forms = (schema.oneOf ?? [schema]).map((form) => Form.parse(form));
  const keys = new Set(forms.flatMap(({ properties }) => Object.keys(properties)));
  return [...keys]
    .map((key) => (forms.every(({ required }) => required.includes(key)) ? key : `${key}?`))
    .map((key) => `\`${key}\``)
    .join(', ');
}

const rowsOf = (table: Readonly<Record<string, ErrorDefinition>>) =>
  Object.entries(table).map(([reason, definition]) => [
    `\`${reason}\``,
    String(getHTTPStatusCodeFromError(new TRPCError({ code: definition.trpc }))),
    definition.retryable ? 'yes' : '',
    keysOf(definition),
    definition.message,
  ]);

test('docs/ERRORS.md lists every reason with its status and details, and no others', () => {
  const text = readFileSync(new URL('../../../../docs/ERRORS.md', import.meta.url), 'utf8');
  const documented = text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const sorted = (rows: string[][]) => rows.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  expect(sorted(documented)).toEqual(sorted(rowsOf(ERRORS)));
});

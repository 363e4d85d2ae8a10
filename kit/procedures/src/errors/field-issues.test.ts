import { BaseError } from '@trastienda/base';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { issuesOf } from './field-issues.ts';

const Input = z.object({
  password: z.string().min(15),
  email: z.email(),
  tags: z.array(z.enum(['a', 'b'])),
});

test('An issue has its path, its code and what is accepted, but not the input', () => {
  const input = { password: 'hunter2', email: 'hunter2', tags: ['hunter2'] };
  const { error } = Input.safeParse(input);
  const issues = issuesOf(new BaseError('INPUT_INVALID', { fields: {}, cause: error }));
  expect(issues.map(({ message: _message, ...issue }) => issue)).toEqual([
    {
      path: 'password',
      code: 'too_small',
      params: { origin: 'string', minimum: 15, inclusive: true },
    },
    { path: 'email', code: 'invalid_format', params: { origin: 'string', format: 'email' } },
    { path: 'tags.0', code: 'invalid_value', params: {} },
  ]);
  expect(JSON.stringify(issues)).not.toContain('hunter2');
});

test('A message of a use case is an issue that only its message explains', () => {
  const fields = { region: ['is not a region of US', 'is too long'] };
  expect(issuesOf(new BaseError('INPUT_INVALID', { fields }))).toEqual([
    { path: 'region', code: 'custom', message: 'is not a region of US', params: {} },
    { path: 'region', code: 'custom', message: 'is too long', params: {} },
  ]);
});

/** Test of a procedure: what works, and what is still to be said. */
export function procedureTestOf(base: string, path: string, schemas: string): string {
  return `import { expect, test } from 'vitest';
import { ${base}Input } from '${schemas}';

test('${path} needs an id', () => {
  expect(${base}Input.safeParse({ id: 'a'.repeat(24) }).success).toBe(true);
  expect(${base}Input.safeParse({}).success).toBe(false);
});

test('${path} keeps its promise', () => {
  expect.fail('State in the title what ${path} guarantees, and test its use case here.');
});
`;
}

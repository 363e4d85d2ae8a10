import { readFileSync } from 'node:fs';
import { PERMISSIONS, ROLE_PERMISSIONS, ROLES } from '@trastienda/shop-contract';
import { expect, test } from 'vitest';

test('docs/ACCOUNTS.md lists the permissions of every role, and no others', () => {
  const text = readFileSync(new URL('../../../../docs/ACCOUNTS.md', import.meta.url), 'utf8');
  const cellsOf = (line: string) => line.split('|').map((cell) => cell.trim());
  const lines = text.slice(text.indexOf('| permission ')).split('\n');
  const table = lines.slice(0, lines.indexOf('')).map(cellsOf);
  const [head = [], , ...rows] = table;

  expect(head).toEqual(['', 'permission', ...ROLES, '']);
  expect(rows).toEqual(
    PERMISSIONS.map((permission) => [
      '',
      `\`${permission}\``,
      ...ROLES.map((role) => (ROLE_PERMISSIONS[role].includes(permission) ? 'yes' : '')),
      '',
    ]),
  );
});

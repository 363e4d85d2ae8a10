import { expect, test } from 'vitest';
import { addTableRow } from './add-table-row.ts';

const PAGE = `# Errors

| reason | status |
| ------ | ------ |
| \`A\`    | 404    |

Text.

| reason | status |
| ------ | ------ |
| \`B\`    | 409    |

More.
`;

const row = (column: string) => (column === 'reason' ? '`C`' : '');

test('A row is added to the last table of its kind, as wide as the columns', () => {
  expect(addTableRow(PAGE, 'reason', row)).toBe(
    PAGE.replace('| 409    |\n', '| 409    |\n| `C`    |        |\n'),
  );
});

test('A row is added to a table at the end of a page', () => {
  const page = '| reason | status |\n| ------ | ------ |';
  expect(addTableRow(page, 'reason', row)).toBe(`${page}\n| \`C\`    |        |`);
});

test('A page without such a table is an error', () => {
  expect(() => addTableRow(PAGE, 'permission', row)).toThrow('There is no table of permissions.');
});

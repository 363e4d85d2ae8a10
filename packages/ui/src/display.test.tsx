// @vitest-environment happy-dom

import { fireEvent, render, screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { Alert } from './alert.tsx';
import { Avatar } from './avatar.tsx';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { colorSchemeCookie, readColorScheme } from './color-scheme.ts';
import { Pagination } from './pagination.tsx';
import { Price } from './price.tsx';
import { Progress } from './progress.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from './table.tsx';
import { preparePage } from './testing/prepare-page.ts';

preparePage();

test('A table tells how it is sorted and which rows are chosen', () => {
  const sort = vi.fn();
  render(
    <Table label="Orders">
      <TableHead>
        <TableRow>
          <TableHeaderCell sort="descending" onSort={sort}>
            Number
          </TableHeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        <TableRow selected>
          <TableCell numeric>10482</TableCell>
        </TableRow>
      </TableBody>
    </Table>,
  );
  expect(screen.getByRole('columnheader').getAttribute('aria-sort')).toBe('descending');
  fireEvent.click(screen.getByRole('button', { name: 'Number' }));
  expect(sort).toHaveBeenCalledOnce();
  const rows = within(screen.getByRole('table', { name: 'Orders' })).getAllByRole('row');
  expect(rows.map((row) => row.getAttribute('aria-selected'))).toEqual([null, 'true']);
});

test('A step to a page that does not exist is a disabled button in place of a link', () => {
  render(
    <Pagination
      label="Pages"
      previous={{ label: 'Previous', available: false, render: <a href="?before=a">Previous</a> }}
      next={{ label: 'Next', render: <a href="?after=b">Next</a> }}
    />,
  );
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Previous' }).disabled).toBe(true);
  expect(screen.getByRole('link', { name: 'Next' }).getAttribute('href')).toBe('?after=b');
});

test('The last of the breadcrumbs is the page that is shown', () => {
  render(<Breadcrumbs label="Path" items={[{ label: 'Home', href: '/' }, { label: 'Bowls' }]} />);
  expect(screen.getByRole('link', { name: 'Home' }).getAttribute('aria-current')).toBeNull();
  expect(screen.getByText('Bowls').getAttribute('aria-current')).toBe('page');
});

test('A price that was reduced says which of the two is which', () => {
  const { container, rerender } = render(
    <Price current="€ 8" compareAt="€ 10" currentLabel="Now" compareAtLabel="Before" />,
  );
  expect(container.textContent).toBe('Now € 8Before € 10');
  rerender(<Price current="€ 8" currentLabel="Now" compareAtLabel="Before" />);
  expect(container.textContent).toBe('€ 8');
});

test('An alert can be closed, and a critical one is announced at once', () => {
  const dismiss = vi.fn();
  render(
    <Alert tone="critical" title="Declined" onDismiss={dismiss} dismissLabel="Close">
      Try another card.
    </Alert>,
  );
  expect(screen.getByRole('alert').textContent).toContain('Try another card.');
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(dismiss).toHaveBeenCalledOnce();
});

test('A progress is named, and has no value while nobody knows how long it takes', () => {
  const { rerender } = render(<Progress label="Import" value={30} />);
  expect(screen.getByLabelText<HTMLProgressElement>('Import').value).toBe(30);
  rerender(<Progress label="Import" value={null} />);
  expect(screen.getByLabelText('Import').hasAttribute('value')).toBe(false);
});

test.each([
  ['Marta Iglesias', 'MI'],
  ['Ana María de la Cruz', 'AC'],
  ['éva', 'É'],
  ['jon@example.org', 'JO'],
  ['', ''],
])('The initials of "%s" are "%s"', (name, initials) => {
  const { container } = render(<Avatar name={name} />);
  expect(container.textContent).toBe(initials);
});

test.each([
  ['a=1; theme=light; b=2', 'light'],
  ['theme=dark', 'dark'],
  ['theme=purple', 'system'],
  ['my-theme=dark', 'system'],
  [null, 'system'],
])('The cookies "%s" choose the color scheme "%s"', (cookies, scheme) => {
  expect(readColorScheme(cookies)).toBe(scheme);
});

test('The cookie of a color scheme keeps it for a year, and the choice of the system removes it', () => {
  expect(colorSchemeCookie('dark', { isSecure: true })).toBe(
    'theme=dark; Path=/; Max-Age=31536000; SameSite=Lax; Secure',
  );
  expect(colorSchemeCookie('system', { isSecure: false })).toBe(
    'theme=; Path=/; Max-Age=0; SameSite=Lax',
  );
});

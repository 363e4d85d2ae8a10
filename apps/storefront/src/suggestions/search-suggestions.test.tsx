// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { createRoutesStub, useLocation } from 'react-router';
import { IntlProvider } from 'use-intl';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { messagesOf } from '../i18n/texts.ts';
import { shellTexts } from '../messages/shell.ts';
import { HeaderSearch } from '../shell/header-search.tsx';

// Loaded before, so that no test waits for it.
await import('./search-suggestions.tsx');

// Generous, for busy machines: it only delays the report of a test that fails.
configure({ asyncUtilTimeout: 240_000 });

const PRICE = { amount: 4990, currency: 'EUR' };
const asked: string[] = [];

/** Answers as the server does. */
async function answer(input: RequestInfo | URL): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : String(input));
  asked.push(url.pathname);
  const data = {
    products: ['azul', 'blanca'].map((color) => ({
      slug: `camisa-${color}`,
      title: `Camisa ${color}`,
      image: null,
      priceRange: { min: PRICE, max: PRICE },
      isInStock: true,
    })),
    values: [{ filter: 'productType', value: 'Camisas' }],
  };
  return Response.json({ result: { data } });
}

beforeEach(() => {
  vi.stubGlobal('fetch', answer);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  asked.length = 0;
});

function Page() {
  const { pathname, search } = useLocation();
  return (
    <>
      <HeaderSearch />
      <output>{pathname + search}</output>
    </>
  );
}

function openPage(): HTMLInputElement {
  const Stub = createRoutesStub([{ path: '*', Component: Page }]);
  render(
    <IntlProvider locale="es" timeZone="UTC" messages={messagesOf(shellTexts, 'es')}>
      <Stub initialEntries={['/']} />
    </IntlProvider>,
  );
  return screen.getByRole<HTMLInputElement>('searchbox', { name: 'Buscar productos' });
}

async function type(text: string): Promise<HTMLInputElement> {
  const field = openPage();
  fireEvent.focus(field);
  await waitFor(() => expect(field.getAttribute('role')).toBe('combobox'));
  expect(field.getAttribute('aria-expanded')).toBe('false');
  fireEvent.input(field, { target: { value: text } });
  await screen.findByRole('listbox', { name: 'Buscar productos' });
  // An effect says so to assistive technology, after the list is there.
  await waitFor(() => expect(field.getAttribute('aria-expanded')).toBe('true'));
  return field;
}

const page = () => screen.getByRole('status').textContent;
const active = (field: HTMLElement) =>
  document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent;

test('a field that is not used asks for nothing and is a plain search', () => {
  const field = openPage();
  expect(field.getAttribute('role')).toBeNull();
  expect(asked).toEqual([]);
});

test('what is typed is continued, and keys choose a product', async () => {
  const field = await type('cami');
  expect(field.getAttribute('aria-controls')).toBe(screen.getByRole('listbox').id);
  expect(screen.getAllByRole('option')).toHaveLength(3);
  expect(active(field)).toBeUndefined();
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  expect(active(field)).toBe('Camisas');
  fireEvent.keyDown(field, { key: 'ArrowUp' });
  expect(active(field)).toBeUndefined();
  fireEvent.keyDown(field, { key: 'ArrowUp' });
  expect(active(field)).toContain('Camisa blanca');
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(page()).toBe('/products/camisa-blanca'));
  expect(screen.queryByRole('listbox')).toBeNull();
});

test('Escape closes the list and keeps the text', async () => {
  const field = await type('cami');
  fireEvent.keyDown(field, { key: 'Escape' });
  expect(screen.queryByRole('listbox')).toBeNull();
  expect(field.value).toBe('cami');
  expect(field.getAttribute('aria-expanded')).toBe('false');
});

test('a click on a type leads to its list', async () => {
  await type('cami');
  fireEvent.click(screen.getByText('Camisas'));
  await waitFor(() => expect(page()).toBe('/products?type=Camisas'));
});

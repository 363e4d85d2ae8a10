// @vitest-environment happy-dom

import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { TextLink } from './link.tsx';
import { preparePage } from './testing/prepare-page.ts';

preparePage();

test('A button does not send the form around it unless it says so', () => {
  render(<Button>Add</Button>);
  expect(screen.getByRole<HTMLButtonElement>('button').type).toBe('button');
});

test('A button that is loading keeps its name and the focus, and ignores clicks', () => {
  const click = vi.fn();
  const submit = vi.fn();
  render(
    <form onSubmit={submit}>
      <Button type="submit" loading onClick={click}>
        Save
      </Button>
    </form>,
  );
  const button = screen.getByRole('button', { name: 'Save' });
  button.focus();
  fireEvent.click(button);
  expect(document.activeElement).toBe(button);
  expect(button.getAttribute('aria-busy')).toBe('true');
  expect(click).not.toHaveBeenCalled();
  expect(submit).not.toHaveBeenCalled();
});

test('A button is drawn as the element of `render`, which keeps its own text and classes', () => {
  render(
    <Button
      variant="primary"
      className="grow"
      render={
        <a href="/cart" className="own">
          Cart
        </a>
      }
    />,
  );
  const link = screen.getByRole('link', { name: 'Cart' });
  expect(link.getAttribute('href')).toBe('/cart');
  expect(link.getAttribute('type')).toBeNull();
  expect(link.className).toMatch(/bg-accent.*grow own/);
});

test('A link draws the element of `render` with its own text', () => {
  render(<TextLink render={<a href="/terms" />}>Terms</TextLink>);
  expect(screen.getByRole('link', { name: 'Terms' }).getAttribute('href')).toBe('/terms');
});

test('A button with an icon is named by its label', () => {
  const click = vi.fn();
  render(<IconButton label="Search" icon={<svg aria-hidden="true" />} onClick={click} />);
  fireEvent.click(screen.getByRole('button', { name: 'Search' }));
  expect(click).toHaveBeenCalledOnce();
});

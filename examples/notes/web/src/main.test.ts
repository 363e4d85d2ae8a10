// @vitest-environment happy-dom
import { configure, fireEvent, screen, within } from '@testing-library/react';
import { useStarted } from '@trastienda/testing/vitest';
import type { DetachedWindowAPI } from 'happy-dom';
import { expect, test, vi } from 'vitest';
import { startNotes } from './testing/start-notes.ts';

declare global {
  interface Window {
    readonly happyDOM?: DetachedWindowAPI;
  }
}

// Generous, for busy machines: it only delays the report of a test that fails.
configure({ asyncUtilTimeout: 240_000 });
const notes = await useStarted(startNotes);

/** Loads the page as if a browser had followed a link. */
async function openPage(url: string) {
  window.happyDOM?.setURL(url);
  // Browsers add it to calls of the page's own server, too.
  const requestHeaders = [{ headers: { origin: notes.url } }];
  if (window.happyDOM) Object.assign(window.happyDOM.settings.fetch, { requestHeaders });
  document.body.innerHTML = '<main id="root"></main>';
  vi.resetModules();
  await import('./main.tsx');
}

/** Fills in the form of a button by the placeholders of its fields, and sends it. */
async function send(label: string, fields: Readonly<Record<string, string>>) {
  const button = await screen.findByText(label, { selector: '[type=submit]' });
  const form = button.closest('form') ?? expect.unreachable();
  for (const [placeholder, value] of Object.entries(fields)) {
    fireEvent.change(within(form).getByPlaceholderText(placeholder), { target: { value } });
  }
  fireEvent.click(button);
}

const click = async (label: string) => fireEvent.click(await screen.findByText(label));
const listed = () => [...document.querySelectorAll('li')].map((item) => item.firstChild?.nodeValue);

test('A visitor signs up by email, writes, searches, shares, and signs out', async () => {
  const [email, password] = ['ana@example.com', 'correct giraffe harmonica'];
  await openPage(notes.url);
  await click('I am new here');
  await send('Sign up', { Name: 'Ana', Email: email, Password: password });
  await screen.findByText('Follow the link in the email that you get.');

  await openPage(await notes.linkTo(email));
  await send('Confirm my address', { Password: password });
  await screen.findByText('Your address is confirmed: sign in.');
  await send('Sign in', { Email: email, Password: password });

  await send('Write', { 'A new note': 'Buy milk' });
  await expect.poll(listed).toEqual(['Buy milk']);
  await click('Everyone may read it');
  await send('Write', { 'A new note': 'Water the tree' });
  await expect.poll(listed).toEqual(['Water the tree', 'Buy milk', 'Water the tree']);

  fireEvent.change(screen.getByLabelText('Search'), { target: { value: 'mil' } });
  await expect.poll(listed).toEqual(['Buy milk', 'Water the tree']);
  await send('Share', { 'Email of a reader': 'ben@example.com' });
  const reader = screen.getByPlaceholderText<HTMLInputElement>('Email of a reader');
  await expect.poll(() => reader.value).toBe('');
  expect(screen.queryByRole('alert')).toBeNull();

  await click('Sign Ana out');
  await screen.findByText('I am new here');
  expect(listed()).toEqual(['Water the tree']);
});

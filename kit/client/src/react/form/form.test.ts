// @vitest-environment happy-dom

import { fireEvent, render, screen } from '@testing-library/react';
import { TRPCClientError } from '@trpc/client';
import { createElement } from 'react';
import { expect, test } from 'vitest';
import { preparePage } from '../../testing/prepare-page.ts';
import { Form } from './form.tsx';
import type { FormAction, FormSubmission } from './use-form.ts';

preparePage();

/** An action whose calls are answered one by one. */
function createAction() {
  const submissions: FormSubmission[] = [];
  const answers: { accept: () => void; refuse: (error: unknown) => void }[] = [];
  const action: FormAction = (submission) => {
    submissions.push(submission);
    return new Promise<void>((accept, refuse) => answers.push({ accept, refuse }));
  };
  return { action, submissions, last: () => answers.at(-1) ?? expect.unreachable() };
}

function renderForm(onSubmit: FormAction) {
  render(
    createElement(
      Form,
      { onSubmit, label: 'Send' },
      createElement('input', { name: 'text', 'aria-label': 'Text' }),
      createElement('input', { name: 'isPublic', type: 'checkbox', 'aria-label': 'Public' }),
    ),
  );
  const text = screen.getByLabelText<HTMLInputElement>('Text');
  return {
    text,
    write: (value: string) => fireEvent.change(text, { target: { value } }),
    send: () => fireEvent.click(screen.getByText('Send')),
    isAccepted: () => expect.poll(() => text.value).toBe(''),
  };
}

test('A form sends its fields, and is emptied when they are accepted', async () => {
  const { action, submissions, last } = createAction();
  const form = renderForm(action);
  form.write('milk');
  fireEvent.click(screen.getByLabelText('Public'));
  form.send();
  const fields = ['text', 'isPublic', 'other'].map((name) => submissions[0]?.field(name));
  expect(fields).toEqual(['milk', 'on', '']);
  expect(submissions[0]?.data.get('text')).toBe('milk');
  expect(form.text.value).toBe('milk');
  last().accept();
  await form.isAccepted();
});

test('A form is sent once until the call is answered', async () => {
  const { action, submissions, last } = createAction();
  const form = renderForm(action);
  form.send();
  expect(screen.getByText<HTMLButtonElement>('Send').disabled).toBe(true);
  fireEvent.submit(form.text);
  expect(submissions).toHaveLength(1);
  last().accept();
  await expect.poll(() => screen.getByText<HTMLButtonElement>('Send').disabled).toBe(false);
  form.send();
  expect(submissions).toHaveLength(2);
});

test('A form that failed keeps its fields and says why, until it is accepted', async () => {
  const { action, last } = createAction();
  const form = renderForm(action);
  form.write('milk');
  form.send();
  last().refuse(TRPCClientError.from(new TypeError('fetch failed')));
  expect((await screen.findByRole('alert')).textContent).toBe('The server cannot be reached.');
  expect(form.text.value).toBe('milk');
  form.send();
  last().accept();
  await form.isAccepted();
  await expect.poll(() => screen.queryByRole('alert')).toBeNull();
});

test('A retry has the key of the call that failed; other fields and a new form have others', async () => {
  const { action, submissions, last } = createAction();
  const form = renderForm(action);
  const sendAndFail = async () => {
    form.send();
    last().refuse(new Error('fails'));
    const button = screen.getByText<HTMLButtonElement>('Send');
    await expect.poll(() => button.disabled).toBe(false);
  };
  form.write('milk');
  await sendAndFail();
  await sendAndFail();
  form.write('bread');
  form.send();
  last().accept();
  await form.isAccepted();
  form.send();
  const [first, retry, changed, next] = submissions.map(({ idempotencyKey }) => idempotencyKey);
  expect(retry).toBe(first);
  expect(new Set([first, changed, next]).size).toBe(3);
});

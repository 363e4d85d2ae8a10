// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import { createElement, type PropsWithChildren } from 'react';
import { expect, test } from 'vitest';
import type { LiveListener } from '../live/live-connection.ts';
import type { LiveQueryOptions } from '../react/query-bindings/query-bindings.ts';
import { preparePage } from '../testing/prepare-page.ts';
import { useLiveQuery } from './use-live-query.ts';

preparePage();

interface Answers {
  current: string | Error;
}

/** A query that fetches what is set, with listeners to call with another answer. */
function createSource(name: string, answers: Answers) {
  const listeners = new Set<LiveListener<string, Error>>();
  const options = (enabled = true): LiveQueryOptions<string, Error> => {
    const query = {
      queryKey: [[name], { type: 'query' }] as never,
      enabled,
      async queryFn() {
        if (answers.current instanceof Error) throw answers.current;
        return answers.current;
      },
    };
    return {
      query,
      watch(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    };
  };
  return { options, listeners };
}

function createWrapper() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return ({ children }: PropsWithChildren) =>
    createElement(QueryClientProvider, { client }, children);
}

test('A live query shows each new answer, and ends with its component', async () => {
  const { options, listeners } = createSource('live', { current: 'first' });
  const wrapper = createWrapper();
  const { result, rerender, unmount } = renderHook(() => useLiveQuery(options()), { wrapper });
  await expect.poll(() => result.current.data).toBe('first');
  act(() => {
    for (const { onData } of listeners) onData('second');
  });
  await expect.poll(() => result.current.data).toBe('second');
  rerender();
  expect(listeners.size).toBe(1);
  unmount();
  expect(listeners.size).toBe(0);
});

test('A live query that fails has the error of its call', async () => {
  const answers: Answers = { current: 'first' };
  const { options, listeners } = createSource('failing', answers);
  const { result } = renderHook(() => useLiveQuery(options()), { wrapper: createWrapper() });
  await expect.poll(() => result.current.data).toBe('first');
  answers.current = new Error('gone');
  act(() => {
    for (const { onError } of listeners) onError?.(answers.current as Error);
  });
  await expect.poll(() => result.current.error?.message).toBe('gone');
});

test('A live query that is disabled is not live', () => {
  const { options, listeners } = createSource('off', { current: 'first' });
  renderHook(() => useLiveQuery(options(false)), { wrapper: createWrapper() });
  expect(listeners.size).toBe(0);
});

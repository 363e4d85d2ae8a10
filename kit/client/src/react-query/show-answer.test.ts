// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import { createElement, type PropsWithChildren } from 'react';
import { expect, test } from 'vitest';
import type { LiveListener } from '../live/live-connection.ts';
import type { LiveQueryOptions } from '../react/query-bindings/query-bindings.ts';
import { preparePage } from '../testing/prepare-page.ts';
import { showAnswer } from './show-answer.ts';
import { useLiveQuery } from './use-live-query.ts';

preparePage();

/** Shows a live query whose reads and updates the test answers. */
async function showLive(name: string, first: string) {
  const queryKey = [[name], { type: 'query' }] as never;
  const reads: ((answer: string) => void)[] = [];
  const listeners = new Set<LiveListener<string, Error>>();
  const options: LiveQueryOptions<string, Error> = {
    query: {
      queryKey,
      queryFn: () => new Promise<string>((resolve) => reads.push(resolve)),
    },
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: PropsWithChildren) =>
    createElement(QueryClientProvider, { client }, children);
  const { result } = renderHook(() => useLiveQuery(options), { wrapper });
  const read = async (answer: string) => {
    await expect.poll(() => reads.length).toBeGreaterThan(0);
    await act(async () => reads.shift()?.(answer));
  };
  await read(first);
  await expect.poll(() => result.current.data).toBe(first);
  const update = (data: string) =>
    act(() => {
      for (const { onData } of listeners) onData(data);
    });
  /** Calls a mutation, which is answered when the test says so. */
  const call = () => {
    let resolve = (_answer: string) => {};
    const answered = new Promise<string>((done) => {
      resolve = done;
    });
    const shown = showAnswer(client, queryKey, () => answered as Promise<never>);
    return (answer: string) =>
      act(async () => {
        resolve(answer);
        // Not for the read that it may begin.
        await Promise.race([shown, expect.poll(() => reads.length).toBeGreaterThan(0)]);
      });
  };
  return { result, reads, read, update, call };
}

test('The answer of a mutation is shown at once', async () => {
  const { result, reads, call } = await showLive('once', 'first');
  const answer = call();
  await answer('second');
  await expect.poll(() => result.current.data).toBe('second');
  expect(reads).toHaveLength(0);
});

test('An answer does not replace what the live query has received since the call', async () => {
  const { result, read, update, call } = await showLive('since', 'placed');
  const answer = call();
  update('refunded');
  await answer('canceled');
  await expect.poll(() => result.current.isFetching).toBe(true);
  expect(result.current.data).toBe('refunded');
  await read('refunded, and archived');
  await expect.poll(() => result.current.data).toBe('refunded, and archived');
});

test('A read that began before an update does not replace it', async () => {
  const { result, reads, read, update } = await showLive('read', 'first');
  void act(() => void result.current.refetch());
  await expect.poll(() => reads.length).toBe(1);
  update('newer');
  await expect.poll(() => result.current.data).toBe('newer');
  await read('older');
  expect(result.current).toMatchObject({ data: 'newer', isFetching: false });
});

test('Of two calls one after the other, both answers are shown', async () => {
  const { result, reads, call } = await showLive('two', 'none');
  for (const answer of ['one', 'two']) {
    await call()(answer);
    await expect.poll(() => result.current.data).toBe(answer);
  }
  expect(reads).toHaveLength(0);
});

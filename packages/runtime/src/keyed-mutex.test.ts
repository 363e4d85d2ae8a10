import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createKeyedQueue } from './keyed-queue.ts';

/** Work that runs until it is told to end. */
function held() {
  let resolve: (value: string) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<string>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  let hasBegun = false;
  const work = () => {
    hasBegun = true;
    return promise;
  };
  return {
    work,
    resolve: (value: string) => resolve(value),
    reject: (error: Error) => reject(error),
    hasBegun: () => hasBegun,
  };
}

describe('a queue by keys', () => {
  it('runs work of one key in order, one at a time, and that of others beside it', async () => {
    const queue = createKeyedQueue({ maxWaiting: 5 });
    const [first, second, other] = [held(), held(), held()];
    const results = [queue.run('a', first.work), queue.run('a', second.work)];
    const otherResult = queue.run('b', other.work);
    await setImmediate();
    expect([first, second, other].map(({ hasBegun }) => hasBegun())).toEqual([true, false, true]);
    other.resolve('other');
    expect(await otherResult).toBe('other');
    expect(second.hasBegun()).toBe(false);
    second.resolve('second');
    first.resolve('first');
    expect(await Promise.all(results)).toEqual(['first', 'second']);
  });

  it('goes on after work that failed', async () => {
    const queue = createKeyedQueue({ maxWaiting: 5 });
    const first = held();
    const failing = queue.run('a', first.work);
    const after = queue.run('a', async () => 'after');
    first.reject(new Error('no'));
    await expect(failing).rejects.toThrow('no');
    expect(await after).toBe('after');
  });

  it('lets work of several keys wait for each of them, and others wait for it', async () => {
    const queue = createKeyedQueue({ maxWaiting: 5 });
    const [a, b, both, after] = [held(), held(), held(), held()];
    const results = [
      queue.run('a', a.work),
      queue.run('b', b.work),
      queue.run(['b', 'a', 'b'], both.work),
      queue.run('b', after.work),
    ];
    a.resolve('a');
    await setImmediate();
    expect(both.hasBegun()).toBe(false);
    b.resolve('b');
    await results[1];
    await setImmediate();
    expect([both.hasBegun(), after.hasBegun()]).toEqual([true, false]);
    both.resolve('both');
    after.resolve('after');
    expect(await Promise.all(results)).toEqual(['a', 'b', 'both', 'after']);
  });

  it('does not stop for work that wants the same keys in another order', async () => {
    const queue = createKeyedQueue({ maxWaiting: 50 });
    const order: number[] = [];
    const results = Array.from({ length: 20 }, (_, index) =>
      queue.run(index % 2 === 0 ? ['a', 'b'] : ['b', 'a'], async () => {
        await setImmediate();
        order.push(index);
      }),
    );
    await Promise.all(results);
    expect(order).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  it('is of bounded length, and takes work again once there is room', async () => {
    const queue = createKeyedQueue({ maxWaiting: 1 });
    const first = held();
    const accepted = [queue.run('a', first.work), queue.run('a', async () => 'second')];
    await expect(queue.run('a', async () => 'third')).rejects.toMatchObject({
      reason: 'SERVER_BUSY',
    });
    first.resolve('first');
    await Promise.all(accepted);
    expect(await queue.run('a', async () => 'fourth')).toBe('fourth');
  });
});

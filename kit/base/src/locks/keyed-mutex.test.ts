import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createKeyedMutex } from './keyed-mutex.ts';

/** Work that runs until it is resolved or rejected. */
function reserved() {
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

describe('a keyed mutex', () => {
  test('runs work with one key in order, one at a time, and with other keys concurrently', async () => {
    const mutex = createKeyedMutex({ maxWaiting: 5 });
    const [first, second, other] = [reserved(), reserved(), reserved()];
    const results = [mutex.run('a', first.work), mutex.run('a', second.work)];
    const otherResult = mutex.run('b', other.work);
    await setImmediate();
    expect([first, second, other].map(({ hasBegun }) => hasBegun())).toEqual([true, false, true]);
    other.resolve('other');
    expect(await otherResult).toBe('other');
    expect(second.hasBegun()).toBe(false);
    second.resolve('second');
    first.resolve('first');
    expect(await Promise.all(results)).toEqual(['first', 'second']);
  });

  test('continues after work that failed', async () => {
    const mutex = createKeyedMutex({ maxWaiting: 5 });
    const first = reserved();
    const failing = mutex.run('a', first.work);
    const after = mutex.run('a', async () => 'after');
    first.reject(new Error('no'));
    await expect(failing).rejects.toThrow('no');
    expect(await after).toBe('after');
  });

  test('makes work with several keys wait for each of them, and other work wait for it', async () => {
    const mutex = createKeyedMutex({ maxWaiting: 5 });
    const [a, b, both, after] = [reserved(), reserved(), reserved(), reserved()];
    const results = [
      mutex.run('a', a.work),
      mutex.run('b', b.work),
      mutex.run(['b', 'a', 'b'], both.work),
      mutex.run('b', after.work),
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

  test('does not deadlock on work that locks the same keys in another order', async () => {
    const mutex = createKeyedMutex({ maxWaiting: 50 });
    const order: number[] = [];
    const results = Array.from({ length: 20 }, (_, index) =>
      mutex.run(index % 2 === 0 ? ['a', 'b'] : ['b', 'a'], async () => {
        await setImmediate();
        order.push(index);
      }),
    );
    await Promise.all(results);
    expect(order).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  test('has a bounded queue, and accepts work again once there is room', async () => {
    const mutex = createKeyedMutex({ maxWaiting: 1 });
    const first = reserved();
    const accepted = [mutex.run('a', first.work), mutex.run('a', async () => 'second')];
    await expect(mutex.run('a', async () => 'third')).rejects.toMatchObject({
      reason: 'SERVER_BUSY',
    });
    first.resolve('first');
    await Promise.all(accepted);
    expect(await mutex.run('a', async () => 'fourth')).toBe('fourth');
  });
});

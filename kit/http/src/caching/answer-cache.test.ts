import { createTagHub, type TagSource } from '@trastienda/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAnswerCache } from './answer-cache.ts';

/** Milliseconds that are counted by hand, and news that the test tells. */
function setUp({ maxBytes = 1_000_000 } = {}) {
  const watchers: Parameters<TagSource['subscribe']>[0][] = [];
  const hub = createTagHub({
    subscribe(watcher) {
      watchers.push(watcher);
      return () => {};
    },
  });
  const clock = { ms: 0 };
  const cache = createAnswerCache({ hub, maxBytes, now: () => clock.ms });
  const tell = (news: (watcher: (typeof watchers)[number]) => void) => {
    for (const watcher of watchers) news(watcher);
  };
  tell((watcher) => watcher.onLive());
  let computed = 0;
  return {
    cache,
    clock,
    touch: (...tags: string[]) => tell((watcher) => watcher.onTouched(tags)),
    breakOff: () => tell((watcher) => watcher.onBroken()),
    reopen: () => tell((watcher) => watcher.onLive()),
    computed: () => computed,
    /** Asks for a note; its answer is the text that `answer` returns. */
    async ask(
      input: unknown,
      answer: () => string | Promise<string> = () => 'text',
      { maxAge = 10, tags = ['note'], isFresh = false, isShared = () => false as boolean } = {},
    ) {
      const compute = async () => {
        computed += 1;
        return { data: await answer(), tags };
      };
      const question = { path: 'notes.get', input, maxAge, isFresh };
      return (await cache.read(question, compute, isShared)).data;
    },
  };
}

/** A computation that the test ends. */
function pending() {
  let end = (_text: string) => {};
  let fail = (_failure: unknown) => {};
  const text = new Promise<string>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  return { answer: () => text, end, fail };
}

describe('An answer is remembered', () => {
  test('for the same question, in whatever order its input was written', async () => {
    const { ask, computed } = setUp();
    await ask({ a: 1, b: { c: 2, d: [1, 2] } });
    await ask({ b: { d: [1, 2], c: 2 }, a: 1, e: undefined });
    expect(computed()).toBe(1);
    await ask({ a: 1, b: { c: 2, d: [2, 1] } });
    expect(computed()).toBe(2);
  });

  test('without an input, and apart for each query', async () => {
    const { ask, cache, computed } = setUp();
    await ask(undefined);
    await ask(undefined);
    expect(computed()).toBe(1);
    const other = await cache.read(
      { path: 'notes.count', input: undefined, maxAge: 10 },
      async () => ({ data: 7, tags: [] }),
      () => false,
    );
    expect(other.data).toBe(7);
  });

  test('until one of its tags is touched, whatever happens to others', async () => {
    const { ask, touch, computed } = setUp();
    await ask(1, undefined, { tags: ['a', 'b'] });
    touch('c');
    await ask(1);
    expect(computed()).toBe(1);
    touch('b', 'd');
    await ask(1);
    expect(computed()).toBe(2);
  });

  test('for `maxAge` after its computation began, and not at all for 0', async () => {
    const { ask, clock, computed } = setUp();
    const { answer, end } = pending();
    const first = ask(1, answer);
    clock.ms = 4000;
    end('slow');
    await first;
    clock.ms = 9999;
    expect(await ask(1)).toBe('slow');
    clock.ms = 10_000;
    expect(await ask(1)).toBe('text');
    await ask(2, undefined, { maxAge: 0 });
    await ask(2, undefined, { maxAge: 0 });
    expect(computed()).toBe(4);
  });

  test('only while news are heard, and no longer after a time without them', async () => {
    const { ask, breakOff, reopen, computed } = setUp();
    await ask(1);
    breakOff();
    await ask(1);
    await ask(1);
    expect(computed()).toBe(3);
    reopen();
    await ask(1);
    await ask(1);
    expect(computed()).toBe(4);
  });

  test('as long as there is room: the one that was not asked for longest goes first', async () => {
    const { ask, computed } = setUp({ maxBytes: 8 * 1800 });
    const text = () => 'x'.repeat(180);
    for (let input = 0; input < 8; input += 1) await ask(input, text);
    await ask(0, text);
    expect(computed()).toBe(8);
    await ask(8, text);
    await ask(0, text);
    expect(computed()).toBe(9);
    await ask(1, text);
    expect(computed()).toBe(10);
    // More than an eighth of the room.
    await ask('large', () => 'x'.repeat(300));
    await ask('large', () => 'x'.repeat(300));
    expect(computed()).toBe(12);
  });
});

describe('Calls that ask the same at once', () => {
  test('share one computation', async () => {
    const { ask, computed } = setUp();
    const { answer, end } = pending();
    const asked = [ask(1, answer), ask(1), ask(1)];
    end('shared');
    expect(await Promise.all(asked)).toEqual(['shared', 'shared', 'shared']);
    expect(computed()).toBe(1);
  });

  test('do not share one that began before the latest news', async () => {
    const { ask, touch, computed } = setUp();
    const { answer, end } = pending();
    const before = ask(1, answer);
    touch('anything');
    const after = ask(1, () => 'new');
    expect(await after).toBe('new');
    end('old');
    expect(await before).toBe('old');
    // The older one has landed later and does not take the place of the newer one.
    expect(await ask(1)).toBe('new');
    expect(computed()).toBe(2);
  });

  test('get no answer of a slow computation that was overtaken by a change', async () => {
    const { ask, touch, computed } = setUp();
    const { answer, end } = pending();
    const slow = ask(1, answer);
    touch('note');
    end('old');
    expect(await slow).toBe('old');
    expect(await ask(1, () => 'new')).toBe('new');
    expect(computed()).toBe(2);
  });

  test('do not fail with the failure of one caller alone', async () => {
    const { ask, computed } = setUp();
    const { answer, fail } = pending();
    const first = ask(1, answer);
    const others = [ask(1, () => 'mine'), ask(1, () => 'mine')];
    fail(new Error('The deadline of the first has passed.'));
    await expect(first).rejects.toThrow('has passed');
    expect(await Promise.all(others)).toEqual(['mine', 'mine']);
    expect(computed()).toBe(2);
  });

  test('share a failure that is one for all, which is not remembered', async () => {
    const { ask, computed } = setUp();
    const { answer, fail } = pending();
    const isShared = () => true;
    const asked = [ask(1, answer, { isShared }), ask(1, answer, { isShared })];
    fail(new Error('There is no such note.'));
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(computed()).toBe(1);
    expect(await ask(1)).toBe('text');
  });
});

describe('Calls that want a fresh answer', () => {
  test('share one that is computed after all of them have asked, and is remembered', async () => {
    const { ask, computed } = setUp();
    expect(await ask(1, () => 'old')).toBe('old');
    const fresh = { isFresh: true };
    const asked = [1, 2, 3].map(() => ask(1, () => 'new', fresh));
    expect(computed()).toBe(1);
    expect(await Promise.all(asked)).toEqual(['new', 'new', 'new']);
    expect(await ask(1)).toBe('new');
    expect(computed()).toBe(2);
  });

  test('do not join one that has begun', async () => {
    const { ask, computed } = setUp();
    const { answer, end } = pending();
    const first = ask(1, answer, { isFresh: true });
    await expect.poll(computed).toBe(1);
    expect(await ask(1, () => 'new', { isFresh: true })).toBe('new');
    end('old');
    expect(await first).toBe('old');
    expect(await ask(1)).toBe('new');
  });

  test('do not fail with the failure of one caller alone', async () => {
    const { ask } = setUp();
    const fail = () => Promise.reject(new Error('The deadline of the first has passed.'));
    const asked = [ask(1, fail, { isFresh: true }), ask(1, () => 'mine', { isFresh: true })];
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes).toMatchObject([{ status: 'rejected' }, { value: 'mine' }]);
  });
});

test('While no news are heard, calls of one turn that ask the same share an answer, which is not kept', async () => {
  const { ask, breakOff, computed } = setUp();
  breakOff();
  expect(await Promise.all([ask(1), ask(1), ask(2)])).toEqual(['text', 'text', 'text']);
  expect(computed()).toBe(2);
  await ask(1);
  expect(computed()).toBe(3);
});

type Step =
  | { readonly kind: 'write' | 'hear' | 'break' | 'reopen' | 'land' }
  | { readonly kind: 'read'; readonly isFresh: boolean }
  | { readonly kind: 'wait'; readonly ms: number };

const STEP: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record<Step & { kind: 'read' }>({
      kind: fc.constant('read'),
      isFresh: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ kind: 'write' }, { kind: 'land' }) },
  fc.constantFrom<Step>({ kind: 'hear' }, { kind: 'break' }, { kind: 'reopen' }),
  fc.record<Step & { kind: 'wait' }>({
    kind: fc.constant('wait'),
    ms: fc.integer({ min: 1, max: 6000 }),
  }),
);

test('After any history, an answer has all that was heard of, and is never older than the bound', async () => {
  const maxAge = 10;
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { maxLength: 60 }), async (steps) => {
      const { ask, clock, touch, breakOff, reopen } = setUp();
      /** When each version was written; the first has always been there. */
      const writtenAt = [Number.NEGATIVE_INFINITY];
      let heard = 0;
      let isLive = true;
      /** Computations that have read and not answered yet. */
      const running: (() => void)[] = [];
      const reads: Promise<void>[] = [];
      let unanswered = 0;
      const latest = () => writtenAt.length - 1;

      /** Lets everything go on that waits for nothing; also into the next turn. */
      async function settle(isTurnOver: boolean): Promise<void> {
        if (isTurnOver) await new Promise((resolve) => setTimeout(resolve, 0));
        for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
      }

      async function read(isFresh: boolean): Promise<void> {
        const asked = { heard: isFresh ? latest() : heard, at: clock.ms };
        unanswered += 1;
        const answer = await ask(
          'n',
          () => {
            const found = String(latest());
            return new Promise<string>((resolve) => running.push(() => resolve(found)));
          },
          { isFresh },
        );
        unanswered -= 1;
        const version = Number(answer);
        expect(version).toBeGreaterThanOrEqual(asked.heard);
        // Whatever replaced it is no older than the bound.
        const replacedAt = writtenAt[version + 1] ?? Number.POSITIVE_INFINITY;
        expect(replacedAt).toBeGreaterThan(asked.at - maxAge * 1000 - 1);
      }

      for (const step of steps) {
        if (step.kind === 'read') reads.push(read(step.isFresh));
        if (step.kind === 'write') writtenAt.push(clock.ms);
        if (step.kind === 'wait') clock.ms += step.ms;
        if (step.kind === 'land') running.shift()?.();
        if (step.kind === 'hear' && isLive && heard < latest()) {
          heard += 1;
          touch('note');
        }
        if (step.kind === 'break' && isLive) {
          isLive = false;
          breakOff();
        }
        if (step.kind === 'reopen' && !isLive) {
          isLive = true;
          // What is written before a stream opens is read after it.
          heard = latest();
          reopen();
        }
        // A cache that hears nothing remembers nothing.
        if (!isLive) heard = latest();
        await settle(step.kind === 'wait');
      }
      while (unanswered > 0) {
        running.shift()?.();
        await settle(true);
      }
      await Promise.all(reads);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTagHub, type TagSource } from './tag-hub.ts';

type Watcher = Parameters<TagSource['subscribe']>[0];

function createSource() {
  const watchers: Watcher[] = [];
  const source: TagSource = {
    subscribe(watcher) {
      watchers.push(watcher);
      return () => {};
    },
  };
  return {
    source,
    touch: (...tags: string[]) => {
      for (const watcher of watchers) watcher.onTouched(tags);
    },
    open: () => {
      for (const watcher of watchers) watcher.onLive();
    },
    breakOff: () => {
      for (const watcher of watchers) watcher.onBroken();
    },
  };
}

test('A listener hears once of each piece of news about its tags, until it leaves', () => {
  const { source, touch } = createSource();
  const hub = createTagHub(source);
  let heard = 0;
  const leave = hub.subscribe(['a', 'b', 'b'], () => {
    heard += 1;
  });
  touch('a', 'b');
  touch('c');
  expect(heard).toBe(1);
  leave();
  touch('a');
  expect(heard).toBe(1);
});

test('Two listeners of one tag leave independently, and one may listen to everything', () => {
  const { source, touch } = createSource();
  const hub = createTagHub(source);
  const heard: string[] = [];
  const leave = hub.subscribe(['a'], () => heard.push('first'));
  hub.subscribe(['a'], () => heard.push('second'));
  const leaveAll = hub.subscribe(null, () => heard.push('all'));
  leave();
  touch('a');
  leaveAll();
  touch('a');
  expect(heard).toEqual(['second', 'all', 'second']);
});

test('What is touched between a computation and its subscription is known', () => {
  const { source, touch } = createSource();
  const hub = createTagHub(source);
  const since = hub.now();
  touch('a');
  expect(hub.isTouchedSince(['b', 'a'], since)).toBe(true);
  expect(hub.isTouchedSince(['b'], since)).toBe(false);
  expect(hub.isTouchedSince(['a'], hub.now())).toBe(false);
});

test('After a break everything counts as touched, and every listener hears of it', () => {
  const { source, open, breakOff } = createSource();
  const hub = createTagHub(source);
  expect(hub.isLive()).toBe(false);
  open();
  const since = hub.now();
  let heard = 0;
  hub.subscribe(['a'], () => {
    heard += 1;
  });
  breakOff();
  expect([hub.isLive(), heard]).toEqual([false, 0]);
  open();
  expect([hub.isLive(), heard, hub.isTouchedSince(['z'], since)]).toEqual([true, 1, true]);
  expect(hub.isTouchedSince(['a'], hub.now())).toBe(false);
});

test('A hub that remembers little never says that nothing was touched when something was', () => {
  const tag = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  fc.assert(
    fc.property(fc.array(tag), fc.array(tag), tag, (before, after, asked) => {
      const { source, touch } = createSource();
      const hub = createTagHub(source, { maxRemembered: 2 });
      for (const each of before) touch(each);
      const since = hub.now();
      for (const each of after) touch(each);
      if (after.includes(asked)) expect(hub.isTouchedSince([asked], since)).toBe(true);
      if (after.length === 0) expect(hub.isTouchedSince([asked], since)).toBe(false);
    }),
  );
});

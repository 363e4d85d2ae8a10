import { expect, test } from 'vitest';
import { createSessionWatch } from './session-watch.ts';

test('A token that is stored while an older one is being compared is not cleared', async () => {
  let kept: string | null = 'old';
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const storage = {
    async get() {
      const read = kept;
      await held;
      return read;
    },
    set(token: string) {
      kept = token;
    },
    clear() {
      kept = null;
    },
  };
  const watch = createSessionWatch({ storage, header: 'x-session' });
  const send = watch.track(async () => new Response('{}', { headers: { 'x-session': 'ended' } }));
  const response = await send('http://localhost', { headers: { authorization: 'Bearer old' } });
  const checked = watch.check(response);
  const begun = watch.begin('new');
  // Everything that can run before the storage responds has run.
  await new Promise((resolve) => setImmediate(resolve));
  letGo();
  await Promise.all([checked, begun]);
  expect(kept).toBe('new');
});

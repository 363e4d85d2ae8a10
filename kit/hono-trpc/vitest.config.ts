import { mergeConfig } from 'vitest/config';
import base from '../../tooling/vitest/base.ts';

export default mergeConfig(base, {
  test: {
    /**
     * The differential suite has callbacks that throw. Where the one for failures does so more than
     * once in a streamed batch, tRPC's adapter leaves the rejections to the process.
     */
    onUnhandledError: ({ name, message }: { readonly name: string; readonly message: string }) =>
      !(name === 'RangeError' && message === 'onError'),
  },
});

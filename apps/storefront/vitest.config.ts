import { mergeConfig } from 'vitest/config';
import base from '../../tooling/vitest/base.ts';
import { compileMessages } from './compile-messages.ts';

/** Tests render the pages with the messages that a build has. */
export default mergeConfig(base, {
  plugins: [compileMessages()],
  test: { include: ['src/**/*.test.{ts,tsx}'], server: { deps: { inline: ['use-intl'] } } },
});

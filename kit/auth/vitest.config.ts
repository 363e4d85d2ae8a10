import { mergeConfig } from 'vitest/config';
import base from '../../tooling/vitest/base.ts';

/**
 * `test` runs every test with Lucia's sessions; `test:tokens`, a part of `.ci/full`, those that sign
 * in with plain tokens.
 */
export default mergeConfig(base, {
  test: {
    projects: [
      { extends: true, test: { name: 'lucia', provide: { sessions: 'lucia' } } },
      {
        extends: true,
        test: {
          name: 'tokens',
          provide: { sessions: 'tokens' },
          // Leaves use cases, procedures and the authenticator.
          exclude: ['src/!(accounts|procedures)/**/*.test.ts'],
        },
      },
    ],
  },
});

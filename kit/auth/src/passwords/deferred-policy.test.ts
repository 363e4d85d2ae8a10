import { expect, test } from 'vitest';
import { createDeferredPolicy, loadPasswordDictionaries } from './deferred-policy.ts';

const policy = createDeferredPolicy({ minLength: 15, applicationName: 'Ferretería Ana' });

test('The first check loads the dictionaries', async () => {
  const easy = policy.check('passwordpassword', 'newPassword', []);
  await expect(easy).rejects.toMatchObject({
    reason: 'PASSWORD_UNACCEPTABLE',
    details: { problem: 'guessable', minLength: 15 },
    fields: { newPassword: ['is too easy to guess; a few more words help'] },
  });
  await policy.check('pelican granite orbit mauve', 'newPassword', []);
});

test('Policies share the dictionaries, not their rules', async () => {
  await Promise.all([loadPasswordDictionaries(), loadPasswordDictionaries()]);
  const short = createDeferredPolicy({ minLength: 8, applicationName: 'Ana' });
  await short.check('xkq7vbnw', 'password', []);
  const tooShort = policy.check('xkq7vbnw', 'password', []);
  await expect(tooShort).rejects.toHaveProperty('details.problem', 'too-short');
});

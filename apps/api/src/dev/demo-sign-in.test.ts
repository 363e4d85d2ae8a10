import { expect, test } from 'vitest';
import { createDemoSignIn } from './demo-sign-in.ts';

/** Links over accounts that note what is asked of them; `cookie` is what a sign-in answers. */
function setUp(cookie: string | null = 'trastienda=ts_1') {
  const asked: string[] = [];
  let time = 0;
  const { routes, newLink } = createDemoSignIn({
    operator: {
      async makeOwner({ email }) {
        asked.push(`owner ${email}`);
        return { accountId: 'a', resetToken: 'reset' };
      },
    },
    auth: {
      async resetPassword({ token }) {
        asked.push(`password by ${token}`);
        return { acknowledged: true };
      },
    },
    async api(request) {
      asked.push(`${new URL(request.url).pathname} from ${request.headers.get('origin')}`);
      return new Response(null, { headers: cookie === null ? {} : { 'set-cookie': cookie } });
    },
    publicUrl: 'http://localhost:3000',
    backOfficePath: '/admin',
    now: () => time,
  });
  const open = async (path: string, socketAddress = '127.0.0.1') =>
    routes.fetch(
      new Request(`http://localhost:3000/${path.split('/').at(-1)}`, {
        headers: { host: 'localhost:3000' },
      }),
      { socketAddress },
    );
  return { asked, newLink, open, pass: (ms: number) => (time += ms) };
}

test('The first link makes the owner, whose password the next ones use', async () => {
  const { asked, newLink, open } = setUp();
  const [first, second] = [newLink(), newLink()];
  const signedIn = await open(first);
  expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/admin']);
  expect(signedIn.headers.getSetCookie()).toEqual(['trastienda=ts_1']);
  await open(second);
  const call = '/trpc/auth.signIn from http://localhost:3000';
  expect(asked).toEqual(['owner owner@trastienda.example', 'password by reset', call, call]);
});

test('A link works once, within a quarter of an hour, and on this machine', async () => {
  const { asked, newLink, open, pass } = setUp();
  const used = newLink();
  expect((await open(used, '192.0.2.1')).status).toBe(404);
  const both = await Promise.all([open(used), open(used)]);
  expect(both.map(({ status }) => status).sort()).toEqual([303, 410]);
  const late = newLink();
  pass(15 * 60 * 1000);
  expect((await open(late)).status).toBe(410);
  expect((await open('/dev/sign-in/guessed')).status).toBe(410);
  expect(asked.filter((each) => each.startsWith('/trpc'))).toHaveLength(1);
});

test('An owner with a second factor is not signed in without it', async () => {
  const { newLink, open } = setUp(null);
  const refused = await open(newLink());
  expect([refused.status, refused.headers.getSetCookie()]).toEqual([403, []]);
});

// Signs in, lists the account's sessions, and signs out:
// npx tsx --conditions=@trastienda/source examples/sign-in.ts EMAIL PASSWORD [URL]
import { createInterface } from 'node:readline/promises';
import {
  can,
  createClient,
  createMemoryTokenStorage,
  isClientError,
} from '@trastienda/shop-client';

const [email = '', password = '', url = 'http://127.0.0.1:3000'] = process.argv.slice(2);
const client = createClient({
  url,
  session: { kind: 'token', storage: createMemoryTokenStorage() },
  onSessionEnded: () => console.log('The session was ended from elsewhere.'),
});

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(question);
  terminal.close();
  return answer;
}

async function signIn(): Promise<void> {
  const result = await client.auth.signIn.mutate({ email, password });
  if (result.status === 'signed-in') return;
  const secondFactor = { code: await ask('The six digits of your authenticator: ') };
  await client.auth.completeSignIn.mutate({ challenge: result.challenge, secondFactor });
}

try {
  await signIn();
  const me = await client.auth.me.query();
  if (me.kind === 'account' || me.kind === 'staff') {
    console.log(`${me.account.name}, ${me.account.role}`);
    console.log(can(me, 'orders:refund') ? 'may refund orders' : 'may not refund orders');
  }
  const { sessions } = await client.account.listSessions.query();
  for (const { device, address, lastSeenAt, isCurrent } of sessions) {
    console.log(lastSeenAt, device, address ?? '', isCurrent ? '(this one)' : '');
  }
  await client.auth.signOut.mutate();
} catch (error) {
  if (!isClientError(error) || !error.data) throw error;
  const { reason, details } = error.data;
  console.log(reason === 'RATE_LIMITED' ? `Try again in ${details.retryAfterSeconds} s.` : reason);
  process.exitCode = 1;
}

// Cost of authentication: a cheap call with a session, by header and by cookie, against the same
// anonymous call.
import { compare } from './compare.ts';
import { createAccount, mutate, PASSWORD, startServer } from './start-server.ts';

const server = await startServer();
const email = 'bench@shop.example';
await createAccount(server, email, '192.0.2.1');
const { token } = await mutate(
  server.url,
  'auth.signIn',
  { email, password: PASSWORD },
  '192.0.2.1',
);

const call = async (headers: Record<string, string>) => {
  const response = await fetch(`${server.url}/trpc/catalog.facets`, { headers });
  if (!response.ok) throw new Error(await response.text());
  return response.text();
};
const visitor = () => call({});

for (const [name, headers] of Object.entries({
  'a session in the header': { authorization: `Bearer ${token}` },
  'a session in the cookie': { cookie: `trastienda=${token}` },
})) {
  const { ratio, oursMs, theirsMs } = await compare(() => call(headers), visitor, {
    rounds: 500,
    warmUp: 100,
  });
  console.log(
    `${name} / none: ${ratio.toFixed(2)} (${oursMs.toFixed(2)} ms against ${theirsMs.toFixed(2)} ms)`,
  );
}
await server.stop();

import { expect, test } from 'vitest';
import { findReferenceScript } from '../http/reference-script.ts';
import { browse } from '../testing/browse.ts';
import { useTestServer } from '../testing/start-test-server.ts';

const readReferenceScript = findReferenceScript(new URL('../..', import.meta.url));
const { url } = await useTestServer({ app: { readReferenceScript } });

test('The reference shows its operations in a browser, and no request leaves the server', async () => {
  const { dom, requested, console } = await browse(`${url}/docs`);
  // Groups, failures and operations; what is further down is drawn when it is scrolled to.
  const texts = ['>Staff<', 'Failures of every call', '>/account/sessions/revoke-others<'];
  expect(texts.filter((text) => !dom.includes(text))).toEqual([]);
  const paths = requested.map((one) => one.replace(url, '').replace(/-[\w-]{16}\.js$/, '.js'));
  expect(paths).toEqual(['/docs/assets/reference.js', '/docs/openapi.json']);
  // What the policy of the page forbids is an error on the console.
  expect(console.filter((line) => !line.includes('"@scalar/api-reference@'))).toEqual([]);
});

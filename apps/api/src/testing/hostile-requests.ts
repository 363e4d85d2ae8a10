/** A request that is meant to cost the server much more than it costs its sender. */
export interface HostileRequest {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** Below the server's URL. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** How the server answers a visitor. */
  readonly status: number;
}

/** The most that a visitor may send as JSON. */
const SMALL = 64 * 1024;
const MEGABYTE = 1024 * 1024;

const JSON_TYPE = { 'content-type': 'application/json', 'trastienda-session': 'token' };

function post(
  name: string,
  procedure: string,
  body: string | Uint8Array,
  status: number,
  headers: Readonly<Record<string, string>> = JSON_TYPE,
): HostileRequest {
  return { name, method: 'POST', path: `/trpc/${procedure}`, headers, body, status };
}

function get(
  name: string,
  query: string,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): HostileRequest {
  return { name, method: 'GET', path: `/trpc/${query}`, headers, status };
}

/** Repeats a text until it is as long as that, or a little less. */
const fill = (text: string, length: number): string =>
  text.repeat(Math.floor(length / text.length));

const numbered = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(',');

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

const BOUNDARY = 'x'.repeat(30);
const FORM_TYPE = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
/** As many empty parts as a megabyte holds: 15,800 of them. */
const PARTS = `${fill(
  `--${BOUNDARY}\r\ncontent-disposition: form-data\r\n\r\n\r\n`,
  MEGABYTE - 100,
)}--${BOUNDARY}--\r\n`;

/** One letter with accents in the order that takes longest to sort (UAX #15). */
const accents = (bytes: number): string =>
  `a${'\u0301'.repeat(bytes / 4 - 1)}${'\u0323'.repeat(bytes / 4 - 1)}`;

const signIn = (email: string): string => JSON.stringify({ email, password: 'x' });

const TEXT_BYTES = SMALL - 200;

/** Bodies and URLs; none of them is let through to a use case but where the status is 200. */
export const HOSTILE_REQUESTS: readonly HostileRequest[] = [
  post('1 MB of empty parts, where no form is taken', 'cart.add', PARTS, 415, FORM_TYPE),
  post('1 MB of empty parts, where one is', 'admin.products.import', PARTS, 413, FORM_TYPE),
  post('1 MB of bytes', 'cart.add', fill('x', MEGABYTE), 415, {
    'content-type': 'application/octet-stream',
  }),
  post('1 MB of nested arrays', 'auth.signIn', nested(MEGABYTE / 2 - 1), 413),
  post('64 KiB of nested arrays', 'auth.signIn', nested(SMALL / 2), 400),
  post('64 KiB of [', 'auth.signIn', fill('[', SMALL), 400),
  post('64 KiB of {"a":', 'auth.signIn', fill('{"a":', SMALL), 400),
  post('64 KiB of numbers', 'auth.signIn', `[${fill('1,', SMALL - 10)}1]`, 413),
  post('64 KiB of empty objects', 'auth.signIn', `[${fill('{},', SMALL - 10)}{}]`, 413),
  post('as many values as may be', 'auth.signIn', `[${fill('123456789,', SMALL - 20)}1]`, 400),
  post('many keys', 'auth.signIn', `{${numbered(5000, (i) => `"k${i}":1`)}}`, 400),
  post(
    'keys that are numbers',
    'auth.signIn',
    `{${numbered(5000, (i) => `"${i * 7919}":1`)}}`,
    400,
  ),
  post('one key many times', 'auth.signIn', `{${numbered(5000, () => '"email":1')}}`, 400),
  post('__proto__ many times', 'auth.signIn', `{${numbered(3000, () => '"__proto__":{}')}}`, 400),
  post('escapes', 'auth.signIn', `{"email":"${fill('\\u00e9', TEXT_BYTES)}"}`, 400),
  post('backslashes', 'auth.signIn', `{"email":"${fill('\\\\', TEXT_BYTES)}"}`, 400),
  post('escaped quotes without an end', 'auth.signIn', `{"email":"${fill('\\"', TEXT_BYTES)}`, 400),
  post('accents in a bad order', 'auth.signIn', signIn(accents(TEXT_BYTES)), 400),
  post('an address of dots', 'auth.signIn', signIn(fill('a.', TEXT_BYTES)), 400),
  post('a password without end', 'auth.signIn', `{"password":"${fill('x', TEXT_BYTES)}"}`, 400),
  post('spaces', 'auth.signIn', fill(' ', SMALL), 400),
  post('a number without end', 'auth.signIn', fill('9', SMALL), 400),
  post('an exponent without end', 'auth.signIn', `1e${fill('9', TEXT_BYTES)}`, 400),
  post('no UTF-8', 'auth.signIn', new Uint8Array(SMALL).fill(0xff), 400),
  post('half of a character', 'auth.signIn', new Uint8Array(SMALL).fill(0xc3), 400),
  post('a body that is not what it says', 'auth.signIn', fill('x', SMALL), 400, {
    ...JSON_TYPE,
    'content-encoding': 'gzip',
  }),
  post(
    'a batch of nested arrays',
    `${Array(5).fill('cart.add').join(',')}?batch=1`,
    `{${numbered(5, (i) => `"${i}":${nested(6000)}`)}}`,
    400,
    { ...JSON_TYPE, 'trastienda-guest': `tg_${'g'.repeat(43)}` },
  ),
  post('a batch of 10,000', `${fill('a,', 8000)}a?batch=1`, '{}', 400),
  get('a URL of 15 KB', `catalog.list?input=${fill('1', 15_000)}`, 413),
  get('many parameters', `catalog.list?${fill('a&', 8000)}`, 200),
  get('many parameters called input', `catalog.list?${fill('input&', 8000)}`, 200),
  get('nested arrays in a URL', `catalog.list?input=${nested(4000)}`, 400),
  get('[ in a URL', `catalog.list?input=${fill('[', 8000)}`, 400),
  get('numbers in a URL', `catalog.list?input=[${fill('1,', 8000)}1]`, 413),
  get(
    'accents in a URL',
    `catalog.get?input=${encodeURIComponent(JSON.stringify({ slug: accents(2400) }))}`,
    400,
  ),
  get('commas for a path', `${fill(',', 8000)}?batch=1`, 400),
  get('escapes for a path', fill('%41', 8000), 404),
  get('many cookies', 'catalog.list', 200, { cookie: fill('a=b; ', 12_000) }),
  get('one cookie many times', 'catalog.list', 401, {
    cookie: fill('trastienda=a; ', 12_000),
    authorization: `Bearer ${fill('x', 2000)}`,
  }),
  get('many proxies', 'catalog.list', 200, { 'x-forwarded-for': fill('127.0.0.1,', 12_000) }),
  get('a long name of a browser', 'catalog.list', 200, {
    'user-agent': fill('Mozilla/5.0 (', 12_000),
  }),
  get(
    'many headers',
    'catalog.list',
    200,
    Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`x-${i}`, 'a'])),
  ),
];

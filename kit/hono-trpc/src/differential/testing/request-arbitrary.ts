import fc from 'fast-check';

/** A request, as data that can be printed. */
export interface RequestSpec {
  readonly method: string;
  /** What follows the endpoint in the URL, as it is sent. */
  readonly path: string;
  /** With its question mark; as it is sent. */
  readonly search: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Form data is sent as such. */
  readonly body: string | { readonly form: Readonly<Record<string, string>> } | null;
  /** Whether the client has left before the request is served. */
  readonly isAborted: boolean;
}

const QUERIES = [
  ...['bare', 'echo', 'point', 'merged', 'text', 'refined', 'custom', 'eventual', 'standard'].map(
    (name) => `inputs.${name}`,
  ),
  ...['error', 'text', 'nothing', 'object', 'later', 'conflict', 'teapot', 'aborted'].map(
    (name) => `failures.${name}`,
  ),
  ...[
    ...['nothing', 'null', 'date', 'json', 'nested', 'function', 'bigint', 'circular'],
    ...['unserializable', 'thenable', 'promises', 'halfPromise', 'iterable', 'iterables', 'array'],
    ...['stripped', 'asynchronous', 'invalid', 'outside'],
  ].map((name) => `outputs.${name}`),
  ...[
    ...['watched', 'guarded', 'guardedOutput', 'afterInput', 'replaced', 'erased', 'rawReplaced'],
    ...['rawRead', 'spread', 'twice', 'swallowed', 'measured', 'promised', 'lost', 'lostFirst'],
    ...['wrongNext', 'late', 'formatted', 'formattedStream', 'called', 'concatenated'],
    'inputTwice',
  ].map((name) => `middlewares.${name}`),
  ...['top', 'deep.er.still', 'late.known', 'late.point'],
];
const MUTATIONS = ['echo', 'point', 'fail', 'upload'].map((name) => `change.${name}`);
const ODD_PATHS = [
  ...['watch', 'no.such', 'inputs', '', 'inputs.', '.', 'constructor', '__proto__', 'odd%20key'],
  ...['a,b', 'a%2Cb', '%C3%B1u', 'inputs%2Ebare', 'inputs.bare/', '/inputs.bare', 'x/inputs.bare'],
  ...['inputs.bare,', '%', '%E0%A4%A', 'inputs.b%61re', 'deep.er~still', 'deep~er_still', 'lat.e'],
];

const INPUTS = [
  ...['{"x":1}', '{"x":7,"label":"ñ %+&#"}', '{"x":"1"}', '{"x":1,"limit":5}', '{"json":{"x":2}}'],
  ...['"free"', '"taken"', '"too long"', '1', 'null', 'true', '[1]', '{}', '{"lastEventId":1}'],
  ...['{"__proto__":{"x":1}}', '{"x":1e400}', ' {"x":3} ', '"\\ud800"'],
];
const BROKEN_INPUTS = ['{', 'undefined', '', "{'x':1}", '\ufeff{"x":1}', 'NaN'];

const inputTexts: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...INPUTS) },
  { weight: 2, arbitrary: fc.json({ maxDepth: 2 }) },
  { weight: 1, arbitrary: fc.constantFrom(...BROKEN_INPUTS) },
);

/** Inputs of a batch, keyed by position; some missing, some too many. */
const batchTexts: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .array(fc.option(fc.constantFrom(...INPUTS), { freq: 5 }), { maxLength: 6 })
      .map((inputs) => inputs.flatMap((text, index) => (text ? [`"${index}":${text}`] : [])))
      .map((fields) => `{${fields.join(',')}}`),
  },
  { weight: 1, arbitrary: inputTexts },
);

const encodings: fc.Arbitrary<(text: string) => string> = fc.oneof(
  { weight: 10, arbitrary: fc.constant(encodeURIComponent) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<((text: string) => string)[]>(
      (text) => encodeURIComponent(text).replaceAll('%20', '+'),
      (text) => encodeURIComponent(text).toLowerCase(),
      (text) => text.replaceAll('%', '%25').replaceAll('#', '%23').replaceAll('&', '%26'),
      (text) => text,
      (text) => `${encodeURIComponent(text)}%`,
      (text) => `%FF${encodeURIComponent(text)}`,
      (text) => `${encodeURIComponent(text)}#fragment`,
    ),
  },
);

interface SearchParts {
  readonly isBatch: boolean;
  readonly text: string | null;
  readonly encode: (text: string) => string;
  readonly extra: string;
  readonly isReversed: boolean;
}

const EXTRAS = [
  ...['batch=0', 'batch=1', 'input=1', 'batch=%31', '%62atch=1', 'connectionParams=%7B%7D'],
  ...['connectionParams=%7B', 'lastEventId=1', '', 'x', 'input', '=', 'batch', 'BATCH=1'],
];

function toSearch({ isBatch, text, encode, extra, isReversed }: SearchParts): string {
  const parts = [
    ...(isBatch ? ['batch=1'] : []),
    ...(text === null ? [] : [`input=${encode(text)}`]),
    ...(extra === 'none' ? [] : [extra]),
  ];
  if (isReversed) parts.reverse();
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

const extras = fc.oneof(
  { weight: 14, arbitrary: fc.constant('none') },
  { weight: 1, arbitrary: fc.constantFrom(...EXTRAS) },
);

const pathsOf = (paths: readonly string[]) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...paths) },
    { weight: 1, arbitrary: fc.constantFrom(...paths, ...ODD_PATHS, ...QUERIES, ...MUTATIONS) },
  );

/** One path, or several of a batch; the same one twice, too. */
const pathOf = (paths: readonly string[], isBatch: boolean): fc.Arbitrary<string> =>
  isBatch
    ? fc.array(pathsOf(paths), { minLength: 1, maxLength: 5 }).map((all) => all.join(','))
    : pathsOf(paths);

const oddHeaders: fc.Arbitrary<Readonly<Record<string, string>>> = fc.oneof(
  { weight: 14, arbitrary: fc.constant({}) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Readonly<Record<string, string>>[]>(
      { accept: 'application/json, */*' },
      { accept: 'text/html,application/jsonl;q=0.5' },
      { accept: 'text/html, application/jsonl' },
      { 'trpc-accept': 'application/jsonl' },
      { 'trpc-accept': '' },
      { 'trpc-accept': 'text/event-stream' },
      { 'content-type': 'text/plain' },
      { 'content-type': 'APPLICATION/json' },
      { 'content-type': ' application/json ;charset=utf-8' },
      { 'content-type': 'application/json;charset=utf-8' },
      { 'content-type': 'application/jsonx' },
      { 'content-type': 'multipart/form-data; boundary=x' },
      { 'content-type': 'application/octet-stream' },
      { 'content-type': '' },
      { 'last-event-id': '5' },
    ),
  },
);

const isRarely = fc.integer({ min: 0, max: 11 }).map((value) => value === 5);

const queries: fc.Arbitrary<RequestSpec> = fc.boolean().chain((isBatch) =>
  fc
    .record({
      path: pathOf(QUERIES, isBatch),
      text: fc.option(isBatch ? batchTexts : inputTexts, { freq: 6 }),
      encode: encodings,
      extra: extras,
      isReversed: isRarely,
      headers: oddHeaders,
      isAborted: isRarely,
    })
    .map(({ path, headers, isAborted, ...search }) => ({
      method: 'GET',
      path,
      search: toSearch({ isBatch, ...search }),
      headers,
      body: null,
      isAborted,
    })),
);

const mutations: fc.Arbitrary<RequestSpec> = fc.boolean().chain((isBatch) =>
  fc
    .record({
      path: pathOf(MUTATIONS, isBatch),
      body: isBatch ? batchTexts : inputTexts,
      encode: encodings,
      extra: extras,
      headers: oddHeaders,
      isAborted: isRarely,
    })
    .map(({ path, body, extra, encode, headers, isAborted }) => ({
      method: 'POST',
      path,
      search: toSearch({ isBatch, text: null, encode, extra, isReversed: false }),
      headers: { 'content-type': 'application/json', ...headers },
      body,
      isAborted,
    })),
);

/** Methods, bodies and procedures that do not belong together. */
const oddRequests: fc.Arbitrary<RequestSpec> = fc
  .record({
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
    path: fc.oneof(pathsOf([...QUERIES, ...MUTATIONS]), fc.constantFrom(...ODD_PATHS)),
    text: fc.option(inputTexts),
    isBatch: fc.boolean(),
    encode: encodings,
    extra: extras,
    headers: oddHeaders,
    body: fc.oneof(
      inputTexts,
      fc.dictionary(fc.constantFrom('x', 'file', 'a.b'), fc.string(), { noNullPrototype: true }),
    ),
    hasJsonType: fc.boolean(),
  })
  .map(({ method, path, text, isBatch, encode, extra, headers, body, hasJsonType }) => {
    const hasBody = method !== 'GET' && method !== 'HEAD';
    const isForm = typeof body !== 'string';
    return {
      method,
      path,
      search: toSearch({ isBatch, text, encode, extra, isReversed: false }),
      headers:
        hasJsonType && !isForm ? { 'content-type': 'application/json', ...headers } : headers,
      body: hasBody ? (isForm ? { form: body } : body) : null,
      isAborted: false,
    };
  });

export const requestSpecs: fc.Arbitrary<RequestSpec> = fc.oneof(
  { weight: 6, arbitrary: queries },
  { weight: 3, arbitrary: mutations },
  { weight: 1, arbitrary: oddRequests },
);

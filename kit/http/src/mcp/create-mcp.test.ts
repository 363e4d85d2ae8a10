import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ANONYMOUS } from '@trastienda/base';
import { at } from '@trastienda/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ROLES } from '../testing/notes-router.ts';
import { STAFF_TOKEN, useTestServer } from '../testing/start-test-server.ts';
import { createMcp } from './create-mcp.ts';

const ANA = {
  kind: 'account',
  role: 'admin',
  permissions: ROLES.permissions,
  isRecent: true,
  accountId: '0123456789abcdef01234567',
  sessionId: '0123456789abcdef01234567',
} as const;

const consumed: string[] = [];
const server = await useTestServer({
  app: {
    mcp: createMcp({ name: 'notes', version: '1.0.0', instructions: 'Notes are short.' }),
    authenticator: {
      async authenticate(token) {
        return token === 'ts_ana' ? ANA : { ...ANONYMOUS, hasEndedSession: true };
      },
    },
    async consume({ path, cost }) {
      consumed.push(`${path} ${cost}`);
    },
  },
});
const ENDPOINT = `${server.url}/mcp`;

/** Connects the client of the SDK. */
async function connect(headers: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: 'tests', version: '1.0.0' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(ENDPOINT), { requestInit: { headers } }),
  );
  onTestFinished(() => client.close());
  return client;
}
const as = (token: string) => connect({ authorization: `Bearer ${token}` });

const namesOf = async (client: Client) =>
  (await client.listTools()).tools.map(({ name }) => name).sort();

/** Returns the failure of a call as the agent reads it. */
async function failureOf(client: Client, name: string, input: Record<string, unknown> = {}) {
  const { isError, content } = await client.callTool({ name, arguments: input });
  expect(isError).toBe(true);
  return JSON.parse(String(at(content, 0, 'text')));
}

/** Sends a message without the client of the SDK. */
const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(ENDPOINT, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: JSON.stringify(body),
  });
const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' };

describe('An agent without a credential', () => {
  test('knows the server, and the tools of public queries alone', async () => {
    const client = await connect();
    expect(client.getServerVersion()).toMatchObject({ name: 'notes', version: '1.0.0' });
    expect(client.getInstructions()).toBe('Notes are short.');
    // No `listChanged`: the server never notifies.
    expect(client.getServerCapabilities()).toEqual({ tools: {} });
    expect(await namesOf(client)).toEqual([
      ...['notes_count', 'notes_get', 'notes_list', 'notes_listPublished', 'notes_published'],
    ]);
  });

  test('sees what a tool does, accepts and returns', async () => {
    const { tools } = await (await connect()).listTools();
    expect(tools.find(({ name }) => name === 'notes_get')).toEqual({
      name: 'notes_get',
      description: 'Returns a note. Fails with NOTE_NOT_FOUND.',
      annotations: {
        title: 'Returns a note',
        readOnlyHint: true,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
      inputSchema: {
        type: 'object',
        properties: { slug: { type: 'string', minLength: 1 } },
        required: ['slug'],
      },
      outputSchema: {
        type: 'object',
        properties: { slug: { type: 'string' }, text: { type: 'string' } },
        required: ['slug', 'text'],
      },
    });
  });

  test('calls a query, whose output is structured', async () => {
    const client = await connect();
    await client.listTools();
    const { structuredContent, content } = await client.callTool({
      name: 'notes_get',
      arguments: { slug: 'note' },
    });
    expect(structuredContent).toMatchObject({ slug: 'note' });
    expect(JSON.parse(String(at(content, 0, 'text')))).toEqual(structuredContent);
    const count = await client.callTool({ name: 'notes_count' });
    expect(count.structuredContent).toEqual({ result: 24 });
  });

  test('learns why a call failed, in the body of REST', async () => {
    const client = await connect();
    expect(await failureOf(client, 'notes_get', { slug: 'absent' })).toMatchObject({
      reason: 'NOTE_NOT_FOUND',
      details: { slug: 'absent' },
      isRetryable: false,
    });
    expect(await failureOf(client, 'notes_get', { slug: 'note', more: 1 })).toMatchObject({
      reason: 'INPUT_INVALID',
      fields: { more: ['is no field of the input'] },
    });
    expect(await failureOf(client, 'notes_count', { more: 1 })).toMatchObject({
      reason: 'INPUT_INVALID',
      fields: { more: ['is no field of the input'] },
    });
    expect(await failureOf(client, 'notes_staffList')).toMatchObject({
      reason: 'ACTOR_UNAUTHENTICATED',
    });
    await expect(client.callTool({ name: 'no_such_tool' })).rejects.toThrow('no such tool');
  });

  test('changes nothing, not even by a mutation that is public', async () => {
    const client = await connect();
    for (const name of ['notes_create', 'notes_pin', 'auth_signUp']) {
      expect(await failureOf(client, name)).toMatchObject({ reason: 'ACTOR_UNAUTHENTICATED' });
    }
  });
});

describe('An agent with a token of another system', () => {
  test('has the mutations that its permissions allow, and no form or sign-in', async () => {
    const client = await as(STAFF_TOKEN);
    expect(await namesOf(client)).toEqual([
      ...['accounts_enable', 'accounts_list', 'notes_count', 'notes_create', 'notes_get'],
      ...['notes_list', 'notes_listPublished', 'notes_published', 'notes_staffList', 'notes_unpin'],
    ]);
    const { tools } = await client.listTools();
    expect(tools.find(({ name }) => name === 'notes_create')?.annotations).toMatchObject({
      ...{ readOnlyHint: false, destructiveHint: true, idempotentHint: true },
    });
    const created = await client.callTool({
      name: 'notes_create',
      arguments: { slug: 'new', text: 'New' },
    });
    expect(created.structuredContent).toEqual({ slug: 'new', text: 'New' });
  });
});

describe('An agent with the session of an account', () => {
  test('reads what the account may read, and changes nothing', async () => {
    const client = await as('ts_ana');
    expect(await namesOf(client)).toContain('notes_staffList');
    expect(await namesOf(client)).not.toContain('notes_create');
    const input = { slug: 'new', text: 'New' };
    expect(await failureOf(client, 'notes_create', input)).toMatchObject({
      reason: 'PERMISSION_MISSING',
      message: expect.stringContaining('API key'),
    });
  });

  test('is anonymous with its cookie', async () => {
    const client = await connect({ cookie: 'app=ts_ana', origin: 'http://localhost' });
    expect(await namesOf(client)).not.toContain('notes_staffList');
    const ended = await post(LIST, { cookie: 'app=ts_ended' });
    expect([ended.status, ended.headers.getSetCookie()]).toEqual([200, []]);
    expect(ended.headers.get('app-session')).toBeNull();
  });
});

describe('A call of an agent', () => {
  test('costs what the procedure costs, and is logged once with its caller', async () => {
    const before = server.lines().length;
    consumed.length = 0;
    const authorization = `Bearer ${STAFF_TOKEN}`;
    await post(LIST, { authorization });
    const params = { name: 'notes_get', arguments: { slug: 'absent' } };
    await post({ ...LIST, method: 'tools/call', params }, { authorization });
    expect(consumed).toEqual([' 1', 'notes.get 1']);
    const lines = server.lines().slice(before);
    expect(lines).toMatchObject([
      { msg: 'call', path: 'notes.get', code: 'NOTE_NOT_FOUND', actor: 'machine:staff-token' },
    ]);
  });
});

describe('A request of an agent', () => {
  test.each<[string, RequestInit, number, string]>([
    ['is no POST', { method: 'GET' }, 405, 'METHOD_UNSUPPORTED'],
    ['ends no session', { method: 'DELETE' }, 405, 'METHOD_UNSUPPORTED'],
    ['has several messages', { body: JSON.stringify([LIST, LIST]) }, 400, 'REQUEST_MALFORMED'],
    ['is no JSON', { body: '{' }, 400, 'REQUEST_MALFORMED'],
    ['is too large', { body: JSON.stringify('a'.repeat(20_000)) }, 413, 'REQUEST_TOO_LARGE'],
    ['has a wrong token', { headers: { authorization: 'Basic x' } }, 401, 'TOKEN_INVALID'],
    ['is of another page', { headers: { origin: 'http://evil.example' } }, 403, 'ORIGIN_REJECTED'],
  ])('is rejected when it %s', async (_, { headers, ...init }, status, reason) => {
    const accept = 'application/json, text/event-stream';
    const response = await fetch(ENDPOINT, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept, ...headers },
      ...(init.method === undefined && { body: JSON.stringify(LIST) }),
      ...init,
    });
    expect([response.status, at(await response.json(), 'reason')]).toEqual([status, reason]);
    expect(response.headers.get('allow')).toBe(status === 405 ? 'POST' : null);
  });

  test('may come from a page of an allowed origin', async () => {
    expect((await post(LIST, { origin: 'http://localhost' })).status).toBe(200);
  });
});

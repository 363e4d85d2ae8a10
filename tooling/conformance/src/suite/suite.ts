import { type Client, type ClientOptions, createClient } from '@trastienda/shop-client';
import type { Settings } from '../settings.ts';
import { type Exchange, listedHeaders, recordedBody } from './exchange.ts';

/** What became of a test. */
export interface Result {
  readonly title: string;
  /** Undefined when it passed. */
  readonly problem?: string;
  readonly isSkipped?: boolean;
}

/** Sends a request, as `fetch` does. */
export type Send = (url: string, init?: RequestInit) => Promise<Response>;

/** Runs tests one after another, and records every response that they get. */
export interface Suite {
  readonly settings: Settings;
  /** Text that is unique to this run, for names in the shop: `x7k2m9q4`. */
  readonly runId: string;
  /** Runs a test; a failure is noted, and the suite goes on. */
  test(title: string, body: () => Promise<void>): Promise<void>;
  /** Notes a test that cannot run here. */
  skip(title: string): void;
  /** Sends a request to a path of the server. */
  readonly send: Send;
  /** Creates a client of the server. */
  client(options?: Omit<ClientOptions, 'url' | 'fetch'>): Client;
  /** `fetch` of a client that a test creates by itself; its URLs are whole. */
  readonly fetch: Send;
  /** Adds a result to the transcript that no single response shows. */
  record(name: string, value: unknown): void;
  readonly results: readonly Result[];
  readonly exchanges: readonly Exchange[];
}

/** Returns the messages of an error and its causes: `fetch` says in the cause why it failed. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${describe(error.cause)}`;
}

/** Describes a request by method and path, with the names of query parameters only. */
function describeRequest(url: string, { method = 'GET' }: RequestInit): string {
  const { pathname } = new URL(url);
  return `${method} ${pathname}`;
}

/** 204 and 304 must not have a body, not even an empty one. */
const isBodiless = (status: number) => status === 204 || status === 304;

export interface SuiteOptions {
  readonly settings: Settings;
  readonly runId: string;
  /** Called after each test. */
  readonly onResult: (result: Result) => void;
  /** Replaces `fetch`. */
  readonly transport?: Send;
}

/** Creates a suite; its tests are in `scenarios`. */
export function createSuite(options: SuiteOptions): Suite {
  const { settings, runId, onResult, transport = fetch } = options;
  const results: Result[] = [];
  /** In the order of their requests; responses fill them in. */
  const slots: { exchange?: Exchange }[] = [];
  let current = '';

  const finish = (result: Result) => {
    results.push(result);
    onResult(result);
  };

  const recordingFetch: Send = async (url, init = {}) => {
    const name = `${current}: ${describeRequest(url, init)}`;
    const slot: { exchange?: Exchange } = {};
    slots.push(slot);
    const response = await transport(url, init);
    const { status, headers } = response;
    const bytes = await response.arrayBuffer();
    const body = recordedBody(new TextDecoder().decode(bytes), headers);
    slot.exchange = { name, status, headers: listedHeaders(headers), body };
    return new Response(isBodiless(status) ? null : bytes, { status, headers });
  };

  return {
    settings,
    runId,
    results,
    async test(title, body) {
      current = title;
      try {
        await body();
        finish({ title });
      } catch (error) {
        finish({ title, problem: describe(error) });
      }
    },
    skip: (title) => finish({ title, isSkipped: true }),
    send: (path, init) => recordingFetch(`${settings.url}${path}`, init),
    fetch: recordingFetch,
    client: (clientOptions = {}) =>
      createClient({ ...clientOptions, url: settings.url, fetch: recordingFetch }),
    record(name, value) {
      slots.push({
        exchange: { name: `${current}: ${name}`, status: 0, headers: {}, body: value },
      });
    },
    get exchanges() {
      return slots.flatMap(({ exchange }) => (exchange === undefined ? [] : [exchange]));
    },
  };
}

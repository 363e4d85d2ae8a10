import { getTRPCErrorFromUnknown, type TRPCError } from '@trpc/server';
import { getHTTPStatusCode } from '@trpc/server/http';
import type { TRPCResponse } from '@trpc/server/rpc';
import type { ProcedureCall } from '../request/procedure-call.ts';
import { isDataStream, streamError } from './data-stream.ts';
import { errorEnvelope, requestErrorEnvelope, stringify } from './envelope.ts';
import type { Exchange } from './exchange.ts';
import { type Outcome, runCall } from './run-call.ts';

/** Adds the headers of the application to the response, and returns its status. */
function conclude(
  exchange: Exchange,
  data: TRPCResponse[],
  errors: readonly (TRPCError | undefined)[],
): number {
  const { callbacks, context, plan, headers } = exchange;
  const failures = errors.filter((error) => error !== undefined);
  const status = failures.length === 0 ? 200 : getHTTPStatusCode(data, errors);
  const meta = callbacks.responseMeta?.({
    ctx: context,
    info: exchange.info(),
    paths: exchange.calls.map(({ path }) => path),
    data,
    errors: failures,
    eagerGeneration: false,
    type: plan.type,
  });
  if (meta?.headers) addTo(exchange.resHeaders(), meta.headers);
  const added = exchange.usedResHeaders();
  if (added !== undefined) headers.append(added);
  return meta?.status || status;
}

type AddedHeaders = Headers | Partial<Record<string, string | string[]>>;

function addTo(headers: Headers, added: AddedHeaders): void {
  if (added instanceof Headers) {
    for (const [name, value] of added.entries()) headers.append(name, value);
    return;
  }
  for (const [name, value] of Object.entries(added)) {
    if (Array.isArray(value)) for (const one of value) headers.append(name, one);
    else if (typeof value === 'string') headers.set(name, value);
  }
}

function send(exchange: Exchange, body: string, status: number): Response {
  return new Response(body, { status, headers: exchange.headers.init() });
}

function respondSingle(exchange: Exchange, call: ProcedureCall, outcome: Outcome): Response {
  const { error } = outcome;
  if (error === undefined && isDataStream(outcome.data)) throw streamError();
  const envelope: TRPCResponse =
    error === undefined ? { result: { data: outcome.data } } : errorEnvelope(exchange, call, error);
  const status = conclude(exchange, [envelope], [error]);
  return send(exchange, stringify(exchange, envelope), status);
}

function respondBatch(exchange: Exchange, outcomes: readonly Outcome[]): Response {
  const settled = outcomes.map((outcome) =>
    outcome.error === undefined && isDataStream(outcome.data) ? { error: streamError() } : outcome,
  );
  const envelopes = exchange.calls.map((call, index): TRPCResponse => {
    const outcome = settled[index];
    if (outcome?.error !== undefined) return errorEnvelope(exchange, call, outcome.error);
    return { result: { data: outcome?.data } };
  });
  const errors = settled.map(({ error }) => error);
  const status = conclude(exchange, envelopes, errors);
  return send(exchange, stringify(exchange, envelopes), status);
}

/** Answers what failed outside of its calls, such as a result that is no JSON. */
function respondFailure(exchange: Exchange, cause: unknown): Response {
  const error = getTRPCErrorFromUnknown(cause);
  exchange.report(error, undefined);
  const envelope = requestErrorEnvelope(exchange, error);
  const body = stringify(exchange, envelope);
  return send(exchange, body, conclude(exchange, [envelope], [error]));
}

/** Runs the calls of a usual request and returns the response that tRPC's fetch adapter would. */
export async function respond(exchange: Exchange): Promise<Response> {
  const { calls, headers, plan } = exchange;
  try {
    await exchange.createContext();
    const [first] = calls;
    if (!plan.isBatch && first !== undefined) {
      const outcome = await runCall(exchange, first);
      headers.setJson();
      return respondSingle(exchange, first, outcome);
    }
    const running = calls.map((call) => runCall(exchange, call));
    headers.setJson();
    return respondBatch(exchange, await Promise.all(running));
  } catch (cause) {
    return respondFailure(exchange, cause);
  }
}

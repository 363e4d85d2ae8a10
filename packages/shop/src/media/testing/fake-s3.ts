import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An object as it was put. */
export interface FakeObject {
  readonly bytes: Buffer;
  readonly contentType: string | undefined;
  readonly cacheControl: string | undefined;
}

/** A service with the part of S3 that the storage uses, in this process. */
export interface FakeS3 {
  readonly endpoint: string;
  /** Objects by `bucket/key`. */
  readonly objects: Map<string, FakeObject>;
  /** Makes it read requests and answer none. */
  hang(): void;
  /** Answers each request with an error of this name and status, while it is set. */
  failWith(failure: { readonly status: number; readonly code: string } | null): void;
  close(): Promise<void>;
}

export const FAKE_KEYS = { accessKeyId: 'FAKE-ACCESS-KEY', secretAccessKey: 'fake-secret' };
export const FAKE_BUCKET = 'shop-images';

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Returns what is wrong with the signature's form (SigV4); null for nothing. It is not recomputed. */
function signatureProblem({ headers }: IncomingMessage, body: Buffer): string | null {
  const { authorization = '', 'x-amz-date': date, 'x-amz-content-sha256': hash } = headers;
  const form = new RegExp(
    `^AWS4-HMAC-SHA256 Credential=${FAKE_KEYS.accessKeyId}/\\d{8}/[a-z0-9-]+/s3/aws4_request, SignedHeaders=\\S+, Signature=[0-9a-f]{64}$`,
  );
  if (!form.test(authorization)) return 'SignatureDoesNotMatch';
  if (typeof date !== 'string' || !/^\d{8}T\d{6}Z$/.test(date)) return 'AccessDenied';
  const sum = createHash('sha256').update(body).digest('hex');
  return hash === sum ? null : 'XAmzContentSHA256Mismatch';
}

function answerError(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(
    `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
  );
}

/** Starts the service on a free port. */
export async function startFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, FakeObject>();
  let isHanging = false;
  let failure: { readonly status: number; readonly code: string } | null = null;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    if (isHanging) return;
    if (failure !== null) return answerError(response, failure.status, failure.code);
    const problem = signatureProblem(request, body);
    if (problem !== null) return answerError(response, 403, problem);
    const name = new URL(request.url ?? '/', 'http://s3').pathname.slice(1);
    if (!name.startsWith(`${FAKE_BUCKET}/`)) return answerError(response, 404, 'NoSuchBucket');
    if (request.method === 'PUT') {
      const { 'content-type': contentType, 'cache-control': cacheControl } = request.headers;
      objects.set(name, { bytes: body, contentType, cacheControl });
      response.writeHead(200, { etag: '"fake"' }).end();
    } else if (request.method === 'DELETE') {
      objects.delete(name);
      response.writeHead(204).end();
    } else {
      const found = objects.get(name);
      if (found === undefined) return answerError(response, 404, 'NoSuchKey');
      response.writeHead(200, { 'content-length': found.bytes.length }).end(found.bytes);
    }
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    hang() {
      isHanging = true;
    },
    failWith(next) {
      failure = next;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

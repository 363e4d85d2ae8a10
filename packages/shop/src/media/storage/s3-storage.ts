import type { GetObjectCommandOutput, S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import { ShopError } from '@trastienda/shop-contract';
import type { MediaStorage } from './media-storage.ts';

/** A bucket at Amazon S3, or at a service with its interface. */
export interface S3Options {
  readonly bucket: string;
  readonly region: string;
  /** URL of the service; absent for Amazon's own. */
  readonly endpoint?: string;
  /** Absent for those of the machine: its role, or the files and variables of Amazon's tools. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Time for one attempt of a request; 15 seconds by default. */
  readonly requestMs?: number;
}

/** Time for a connection, and for one attempt of a request. */
const CONNECTION_MS = 3_000;
const REQUEST_MS = 15_000;
const ATTEMPTS = 3;

const IMMUTABLE = 'public, max-age=31536000, immutable';

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/** Returns the HTTP status of a failed request; undefined when there was no response. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined;
  const { $metadata: metadata } = error;
  const isRead = typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata;
  return isRead && typeof metadata.httpStatusCode === 'number'
    ? metadata.httpStatusCode
    : undefined;
}

const CREDENTIALS = new Set(['CredentialsProviderError', 'NoSuchBucket', 'PermanentRedirect']);

function unavailable(cause: unknown): ShopError {
  const status = statusOf(cause);
  const isRefused = status === 401 || status === 403 || CREDENTIALS.has(nameOf(cause));
  const isFull = nameOf(cause) === 'XMinioStorageFull' || status === 507;
  const problem = isFull ? 'full' : isRefused ? 'refused' : 'unreachable';
  return new ShopError('MEDIA_STORAGE_UNAVAILABLE', { details: { problem }, cause });
}

interface Connected {
  readonly client: S3Client;
  readonly sdk: typeof import('@aws-sdk/client-s3');
}

/** Loads the SDK at the first use: a server without S3 starts as fast as if it were not installed. */
async function connect({
  region,
  endpoint,
  credentials,
  requestMs = REQUEST_MS,
}: S3Options): Promise<Connected> {
  const sdk = await import('@aws-sdk/client-s3');
  const config: S3ClientConfig = {
    region,
    maxAttempts: ATTEMPTS,
    requestHandler: {
      ...{ connectionTimeout: CONNECTION_MS, requestTimeout: requestMs },
      // Otherwise it logs a warning and waits on.
      throwOnRequestTimeout: true,
    },
    // Other services reject the checksums in trailers that Amazon's own accepts.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...(credentials !== undefined && { credentials }),
  };
  return { sdk, client: new sdk.S3Client(config) };
}

/** Creates a storage in a bucket, with keys `<id>/<name>`. */
export function createS3Storage(options: S3Options): MediaStorage {
  const { bucket: Bucket } = options;
  let connecting: Promise<Connected> | undefined;
  const connected = () => {
    connecting ??= connect(options).catch((error: unknown) => {
      connecting = undefined;
      throw error;
    });
    return connecting;
  };

  const run = async <Result>(work: (connected: Connected) => Promise<Result>): Promise<Result> => {
    try {
      return await work(await connected());
    } catch (error) {
      throw error instanceof ShopError ? error : unavailable(error);
    }
  };

  const find = async (
    { client, sdk }: Connected,
    Key: string,
  ): Promise<GetObjectCommandOutput | null> => {
    try {
      return await client.send(new sdk.GetObjectCommand({ Bucket, Key }));
    } catch (error) {
      if (
        nameOf(error) === 'NoSuchKey' ||
        (statusOf(error) === 404 && nameOf(error) === 'NotFound')
      ) {
        return null;
      }
      throw error;
    }
  };

  return {
    put: (id, files, signal) =>
      run(async ({ client, sdk }) => {
        for (const { name, contentType: ContentType, bytes: Body } of files) {
          if (signal?.aborted) throw new ShopError('REQUEST_CANCELLED', { cause: signal.reason });
          const Key = `${id}/${name}`;
          const object = { Bucket, Key, Body, ContentType, CacheControl: IMMUTABLE };
          await client.send(new sdk.PutObjectCommand(object));
        }
      }),

    open: (id, name) =>
      run(async (connection) => {
        const object = await find(connection, `${id}/${name}`);
        if (object?.Body === undefined || object.ContentLength === undefined) return null;
        return { bytes: object.ContentLength, stream: object.Body.transformToWebStream() };
      }),

    remove: (id, names) =>
      run(async ({ client, sdk }) => {
        for (const name of names) {
          await client.send(new sdk.DeleteObjectCommand({ Bucket, Key: `${id}/${name}` }));
        }
      }),

    // An object appears whole or not at all.
    removeLeftovers: async () => 0,
  };
}

import { BaseError, type Log, requirePermission } from '@trastienda/base';
import { TRPCError } from '@trpc/server';
import { pathBelow } from '../bodies/called-paths.ts';
import { type CallHandlerOptions, callHandler } from '../trpc-handler.ts';
import { DOWNLOADS_ENDPOINT, type Download } from './download.ts';

/** Returns the parsed parameters of a request; a repeated one is its last. */
function readParameters({ input }: Download, { url }: Request): unknown {
  const parsed = input.safeParse(Object.fromEntries(new URL(url).searchParams));
  if (parsed.success) return parsed.data;
  // Translated as a wrong input of a procedure is.
  throw new TRPCError({ code: 'BAD_REQUEST', cause: parsed.error });
}

/** Streams parts as the caller takes them; `onFault` gets the failure that breaks the stream off. */
function streamOf(
  first: IteratorResult<string>,
  rest: AsyncIterator<string>,
  onFault: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: IteratorResult<string> | undefined = first;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const part = next ?? (await rest.next());
          next = undefined;
          if (part.done === true) controller.close();
          else controller.enqueue(encoder.encode(part.value));
        } catch (error) {
          onFault(error);
          controller.error(error);
        }
      },
      async cancel() {
        await rest.return?.();
      },
    },
    // Nothing is made before the caller asks for it.
    { highWaterMark: 0 },
  );
}

export interface DownloadHandlerOptions extends CallHandlerOptions {
  readonly downloads: readonly Download[];
  readonly log: Log;
}

/**
 * Creates the handler of `GET /downloads/<path>`. The first part is made before the answer begins, so
 * that what it fails with is answered as that of a call.
 */
export function downloadHandler(options: DownloadHandlerOptions) {
  const { downloads, log } = options;
  const byPath = new Map(downloads.map((download) => [download.path, download]));

  return callHandler(options, ({ raw }) => {
    const path = pathBelow(DOWNLOADS_ENDPOINT, raw);
    const download = byPath.get(path);
    const name = `${DOWNLOADS_ENDPOINT.slice(1)}/${download?.path ?? ''}`;
    return {
      path: name,
      paths: [],
      answerError: options.answerError,
      async run({ request, context, onFailure }) {
        if (download === undefined) {
          const message = `There is nothing at ${DOWNLOADS_ENDPOINT}/${path}.`;
          throw new BaseError('PROCEDURE_NOT_FOUND', { message });
        }
        if (request.method !== 'GET') {
          throw new BaseError('METHOD_UNSUPPORTED', { message: 'Use GET for downloads.' });
        }
        const startedAt = performance.now();
        const { actor, requestId } = context;
        const call = { path: name, type: 'query', requestId } as const;
        try {
          await context.consume({ ...call, cost: download.cost, limits: [] });
          requirePermission(actor, download.access);
          const input = readParameters(download, request);
          const { fileName, mediaType, chunks } = download.open({ actor, input });
          const parts = chunks[Symbol.asyncIterator]();
          const first = await parts.next();
          const onFault = (err: unknown) => log.error({ requestId, path: name, err }, 'download');
          const answer = new Response(streamOf(first, parts, onFault), {
            headers: {
              'content-type': mediaType,
              'content-disposition': `attachment; filename="${fileName}"`,
            },
          });
          context.onCall({ ...call, code: 'OK', durationMs: performance.now() - startedAt });
          return { answer };
        } catch (failure) {
          return { answer: onFailure(failure, name, 'query') };
        }
      },
    };
  });
}

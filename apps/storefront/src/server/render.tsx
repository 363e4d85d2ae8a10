import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable } from '@react-router/node';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import {
  type EntryContext,
  type HandleErrorFunction,
  isRouteErrorResponse,
  type RouterContextProvider,
  ServerRouter,
} from 'react-router';
import { requestIdContext } from '../api/server.ts';
import { NonceProvider } from '../nonce.tsx';
import { RequestIdProvider } from '../request-id.tsx';
import { nonceContext, reportContext } from './page-context.ts';

/** How long deferred data may take; React Router rejects what is not there by then. */
export const streamTimeout = 5000;

/** Time to write the rejected parts. */
const FLUSH_MS = 1000;

/** Renders a page as a stream; crawlers get it whole. */
export function renderPage(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  context: RouterContextProvider,
): Response | Promise<Response> {
  headers.set('content-type', 'text/html; charset=utf-8');
  if (request.method === 'HEAD') return new Response(null, { status, headers });
  const nonce = context.get(nonceContext);
  const report = context.get(reportContext);
  const isWhole = isbot(request.headers.get('user-agent')) || routerContext.isSpaMode;

  return new Promise((resolve, reject) => {
    let hasBegun = false;
    let answerStatus = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={nonce}>
        <RequestIdProvider value={context.get(requestIdContext)}>
          <ServerRouter context={routerContext} url={request.url} nonce={nonce} />
        </RequestIdProvider>
      </NonceProvider>,
      {
        nonce,
        [isWhole ? 'onAllReady' : 'onShellReady']() {
          hasBegun = true;
          const body = new PassThrough();
          body.once('close', stop);
          pipe(body);
          resolve(
            new Response(createReadableStreamFromReadable(body), { status: answerStatus, headers }),
          );
        },
        onShellError(error: unknown) {
          stop();
          reject(error);
        },
        onError(error: unknown) {
          answerStatus = 500;
          // Earlier ones reject, and are reported by the handler.
          if (hasBegun && !request.signal.aborted) report(error);
        },
      },
    );
    const timer = setTimeout(() => abort(), streamTimeout + FLUSH_MS);
    const leave = () => abort(request.signal.reason);
    request.signal.addEventListener('abort', leave);
    function stop() {
      clearTimeout(timer);
      request.signal.removeEventListener('abort', leave);
    }
  });
}

/** Reports what loaders and actions fail with: neither a page that is not there, nor that the visitor has left. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  const isAnswer = isRouteErrorResponse(error) && error.status < 500;
  if (isAnswer || request.signal.aborted) return;
  context.get(reportContext)(error);
};

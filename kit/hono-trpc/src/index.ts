export {
  type HonoCreateContext,
  type HonoTrpcHandler,
  type HonoTrpcOptions,
  honoTrpc,
} from './hono-trpc.ts';
export type {
  OnFallback,
  StringifyBody,
  TrpcCallbacks,
  TrpcHandlerOptions,
} from './options.ts';
export type { TrpcHandlerStats, TrpcHandlerTools } from './serve-trpc.ts';
export { createTrpcHandler, type TrpcHandler } from './trpc-handler.ts';

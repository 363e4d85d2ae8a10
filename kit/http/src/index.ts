export { type AppEnv, socketAddressOf } from './app-env.ts';
export { checkJson } from './bodies/check-json.ts';
export { decodeUtf8, readBody } from './bodies/read-body.ts';
export { type AnswerCacheOptions, createAnswerCache } from './caching/answer-cache.ts';
export { type AddressReader, createAddressReader } from './callers/client-address.ts';
export {
  type ApplicationContext,
  type AppOptions,
  type AppSettings,
  createApp,
} from './create-app.ts';
export {
  type Download,
  type DownloadCall,
  type DownloadedFile,
  defineDownload,
} from './downloads/download.ts';
export { type AnswerError, createErrorAnswers, type ErrorAnswer } from './error-answer.ts';
export type { HttpNames } from './http-names.ts';
export {
  type CallLimitOptions,
  type ConsumePoints,
  createCallLimits,
  createForgeryLimit,
  type StrictLimit,
  type StrictLimits,
} from './limits/call-limits.ts';
export type { LeasedLimit } from './limits/leased-limit.ts';
export { requestLog } from './logs/request-log.ts';
export { isLoopbackHost } from './origins/loopback.ts';
export { isTrustedOrigin } from './origins/trusted-origin.ts';
export type { Assets, Page } from './page.ts';
export { requestId } from './request-id.ts';
export type { TokenCheck } from './sessions/identify-caller.ts';
export type { ContextRequest, RequestCookie } from './sessions/request-cookies.ts';
export { TRPC_ENDPOINT } from './trpc-handler.ts';
export type { WebhookIntake } from './webhook-route.ts';

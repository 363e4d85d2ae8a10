export { createFakeFetch, type FakeFetch } from './create-fake-fetch.ts';
export { type FakeFailure, type FakeFailureOptions, fail } from './fake-failure.ts';
export type { FakeHandlers } from './fake-handlers.ts';

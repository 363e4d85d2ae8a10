import type { RoomRules } from '../check-rooms.ts';

/** Folder rules of the server and its commands; docs/ARCHITECTURE.md describes each folder. */
export const API_ROOMS: RoomRules = {
  // The environment; only this folder reads it.
  config: [],
  // Startup and shutdown of database and services; no HTTP.
  start: ['config'],
  // The HTTP application: that of the kit, with the shop's router, names and limits.
  http: ['config'],
  // The built storefront and back office, beside the API.
  frontends: ['config'],
  // Development only: pages for `http`, demo data for `start`, the banner.
  dev: ['config', 'start', 'http'],
  cli: ['config', 'start'],
  'run-server.ts': ['config', 'start', 'http', 'frontends', 'dev'],
  // One for each runtime.
  'main.ts': ['run-server.ts'],
  'main-bun.ts': ['run-server.ts'],
  'main-deno.ts': ['run-server.ts'],
  'cli.ts': ['cli'],
  // Tests that start programs or whole back ends, with their data.
  e2e: [],
};

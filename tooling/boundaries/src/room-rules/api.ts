import type { RoomRules } from '../check-rooms.ts';

/** The rooms of the server and its commands; docs/ARCHITECTURE.md says what each is for. */
export const API_ROOMS: RoomRules = {
  // The environment, which only this room reads.
  config: [],
  // Database, services and port, and their ends. It knows no HTTP.
  start: ['config'],
  // The HTTP edge. Services come as values.
  http: ['config'],
  // What only development has: pages, demo data, banner. HTTP is given the pages, start the demo.
  dev: ['config', 'start', 'http'],
  cli: ['config', 'start'],
  'main.ts': ['config', 'start', 'http', 'dev'],
  'cli.ts': ['cli'],
  // Tests that start programs or whole back ends, and what they read.
  e2e: [],
};

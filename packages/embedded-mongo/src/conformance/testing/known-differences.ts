import type { CaseServer } from './start-server.ts';

/** What the embedded database refuses by name and a server with the feature does not. */
const REFUSED_BY_EMBEDDED = [
  'error-22', // $where
  'error-23', // $text
  'error-24', // $near
  'error-25', // $jsonSchema
  'error-26', // $geoWithin
  'error-28', // $function
  'error-29', // a pattern that JavaScript cannot express
  'projection-e7', // $meta
];

/**
 * Cases, by id, that a server is known to answer in another way than MongoDB's manual or than the
 * embedded database, so that only new differences fail. docs/differences.md tells what they are.
 */
export const KNOWN_DIFFERENCES: Readonly<Record<CaseServer['kind'], readonly string[]>> = {
  embedded: [],
  mongodb: REFUSED_BY_EMBEDDED,
  // SecantusDB 0.7.0b3.
  secantus: [...REFUSED_BY_EMBEDDED],
};

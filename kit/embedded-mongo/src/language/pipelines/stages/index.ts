import { mongoError } from '../../../mongo-error.ts';
import type { StageFactory } from '../stage-types.ts';
import { bucketStage, countStage, sortByCountStage } from './bucket.ts';
import { groupStage } from './group.ts';
import { lookupStage } from './lookup.ts';
import { mergeStage } from './merge.ts';
import { facetStage, unionWithStage } from './nested-pipelines.ts';
import { setWindowFieldsStage } from './set-window-fields.ts';
import { limitStage, matchStage, sampleStage, skipStage, sortStage } from './simple-stages.ts';

import { unwindStage } from './unwind.ts';

const misplaced: StageFactory = (_spec, _context, name) => {
  throw mongoError(40602, `${name} is only valid as the first stage in a pipeline`);
};

/** Stages by name, without those that process one document at a time. */
export const STAGES: ReadonlyMap<string, StageFactory> = new Map<string, StageFactory>([
  ['$match', matchStage],
  ['$sort', sortStage],
  ['$limit', limitStage],
  ['$skip', skipStage],
  ['$sample', sampleStage],
  ['$group', groupStage],
  ['$count', countStage],
  ['$sortByCount', sortByCountStage],
  ['$bucket', bucketStage],
  ['$unwind', unwindStage],
  ['$lookup', lookupStage],
  ['$facet', facetStage],
  ['$unionWith', unionWithStage],
  ['$merge', mergeStage],
  ['$setWindowFields', setWindowFieldsStage],
  ['$documents', misplaced],
  ['$changeStream', misplaced],
  ['$listLocalSessions', misplaced],
]);

/** Stages of MongoDB that are refused by name. */
export const UNSUPPORTED_STAGES: ReadonlySet<string> = new Set([
  '$out',
  '$graphLookup',
  '$geoNear',
  '$redact',
  '$bucketAuto',
  '$densify',
  '$fill',
  '$collStats',
  '$indexStats',
  '$planCacheStats',
  '$currentOp',
  '$listSessions',
  '$listSampledQueries',
  '$querySettings',
  '$queryStats',
  '$shardedDataDistribution',
  '$listClusterCatalog',
  '$score',
  '$changeStreamSplitLargeEvent',
]);

/** Stages of Atlas Search. */
export const SEARCH_STAGES: ReadonlySet<string> = new Set([
  '$search',
  '$searchMeta',
  '$vectorSearch',
  '$listSearchIndexes',
  '$rankFusion',
  '$scoreFusion',
]);

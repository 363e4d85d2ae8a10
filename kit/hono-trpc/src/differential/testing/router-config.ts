import fc from 'fast-check';

/** A way to configure a router and its handler; every field is one choice of several. */
export interface RouterConfig {
  readonly transformer: 'none' | 'wrap' | 'split' | 'failing input' | 'failing output';
  readonly formatter: 'none' | 'extended' | 'bare' | 'status' | 'failing';
  readonly isDev: boolean;
  readonly separator: '.' | '~' | '_' | '-';
  readonly context:
    | 'none'
    | 'sync'
    | 'async'
    | 'headers'
    | 'info'
    | 'reads input'
    | 'failing'
    | 'failing with a code';
  readonly meta: 'none' | 'empty' | 'headers' | 'record' | 'status' | 'by errors' | 'failing';
  readonly onError: 'none' | 'observing' | 'failing';
  readonly allowBatching: boolean | undefined;
  readonly allowMethodOverride: boolean | undefined;
  readonly maxBatchSize: number | undefined;
  readonly endpoint: '/trpc' | 'trpc/' | '/' | '/api/v1/trpc';
}

/** Mostly the first value, else any of the others. */
function mostly<T>(first: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(first) },
    { weight: 2, arbitrary: fc.constantFrom(first, ...others) },
  );
}

export const routerConfigs: fc.Arbitrary<RouterConfig> = fc.record({
  transformer: mostly<RouterConfig['transformer']>(
    'none',
    'wrap',
    'split',
    'failing input',
    'failing output',
  ),
  formatter: mostly<RouterConfig['formatter']>('none', 'extended', 'bare', 'status', 'failing'),
  isDev: mostly(false, true),
  separator: mostly<RouterConfig['separator']>('.', '~', '_', '-'),
  context: fc.constantFrom<RouterConfig['context']>(
    'none',
    'sync',
    'sync',
    'async',
    'async',
    'headers',
    'info',
    'reads input',
    'failing',
    'failing with a code',
  ),
  meta: mostly<RouterConfig['meta']>(
    'none',
    'empty',
    'headers',
    'record',
    'status',
    'by errors',
    'failing',
  ),
  onError: mostly<RouterConfig['onError']>('observing', 'none', 'failing'),
  allowBatching: mostly<boolean | undefined>(undefined, true, false),
  allowMethodOverride: mostly<boolean | undefined>(undefined, true, false),
  maxBatchSize: mostly<number | undefined>(undefined, 1, 2, 4),
  endpoint: mostly<RouterConfig['endpoint']>('/trpc', 'trpc/', '/', '/api/v1/trpc'),
});

/** What applications mostly have. */
export const PLAIN_CONFIG: RouterConfig = {
  transformer: 'none',
  formatter: 'none',
  isDev: false,
  separator: '.',
  context: 'sync',
  meta: 'none',
  onError: 'observing',
  allowBatching: undefined,
  allowMethodOverride: undefined,
  maxBatchSize: undefined,
  endpoint: '/trpc',
};

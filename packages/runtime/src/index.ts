export { type Clock, systemClock } from './clock.ts';
export { createKeyedMutex, type KeyedMutex } from './keyed-mutex.ts';

export type { OpenEmbeddedMongoOptions, OpenedEmbeddedMongo } from './launch/child-process.ts';
export { openEmbeddedMongo } from './launch/child-process.ts';
export type { EmbeddedMongo, EmbeddedMongoOptions } from './launch/in-process.ts';
export { startEmbeddedMongo } from './launch/in-process.ts';
export type { KeepEmbeddedMongoOptions, KeptEmbeddedMongo } from './launch/kept-process.ts';
export { keepEmbeddedMongo } from './launch/kept-process.ts';
export type { Stats } from './storage/counters.ts';
export { DataDirectoryError, DirectoryInUseError } from './storage/directory-error.ts';

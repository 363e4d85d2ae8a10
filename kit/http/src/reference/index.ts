export { createReference, REFERENCE_PATH, type ReferenceOptions } from './create-reference.ts';

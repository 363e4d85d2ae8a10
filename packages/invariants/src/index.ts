export { type CheckOptions, checkInvariants, type Violation } from './check-invariants.ts';

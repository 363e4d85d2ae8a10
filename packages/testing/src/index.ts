export { limitTransactions } from './limit-transactions.ts';
export { type OpenTestDatabase, openTestDatabase } from './open-test-database.ts';
export { endChild } from './processes/end-child.ts';
export { builtProgram, type RunningProgram, runNode } from './processes/run-node.ts';
export { stopEmbedded } from './processes/stop-embedded.ts';
export { productFixture } from './product-fixture.ts';
export { createRandom, pick, type Random } from './random.ts';
export { settleShop } from './settle-shop.ts';
export { startTestDatabase, type TestDatabase } from './start-test-database.ts';

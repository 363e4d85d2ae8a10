export { limitTransactions } from './limit-transactions.ts';
export { type OpenTestDatabase, openTestDatabase } from './open-test-database.ts';
export { productFixture } from './product-fixture.ts';
export { settleShop } from './settle-shop.ts';
export { startTestDatabase, type TestDatabase } from './start-test-database.ts';

export { productFixture } from './product-fixture.ts';
export { startTestDatabase, type TestDatabase } from './start-test-database.ts';

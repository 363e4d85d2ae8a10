export { productFixture } from './product-fixture.ts';

export { addProduct } from './products.ts';
export { retryUntilDone } from './retry-until-done.ts';

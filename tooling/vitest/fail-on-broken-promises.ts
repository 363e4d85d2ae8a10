import { onBrokenPromise } from '../../kit/procedures/src/errors/broken-promise.ts';

// The caller gets INTERNAL, which a test may expect or ignore: thrown here, it fails the run.
onBrokenPromise(({ message }) => {
  queueMicrotask(() => {
    throw new Error(`A procedure breaks its contract: ${message}`);
  });
});

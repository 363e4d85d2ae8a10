import { expect, test } from 'vitest';
import { calledPaths, pathBelow } from './called-paths.ts';

const pathsOf = (target: string, type?: string) => {
  const request = new Request(`http://shop.example${target}`, {
    method: 'POST',
    headers: type === undefined ? {} : { 'content-type': type },
  });
  return calledPaths(request, pathBelow('/trpc', request));
};

test.each([
  ['/trpc/catalog.list', ['catalog.list']],
  ['/trpc/catalog.list/', ['catalog.list']],
  ['/trpc//catalog.list', ['/catalog.list']],
  ['/trpc', ['']],
  ['/trpc/catalog%2Elist', ['catalog.list']],
  ['/%74rpc/catalog.list', ['pc/catalog.list']],
  ['/trpc/a,b', ['a,b']],
  ['/trpc/a,b?batch=1', ['a', 'b']],
  ['/trpc/a%2Cb?%62atch=%31', ['a', 'b']],
  ['/trpc/a,b?batch=1&batch=0', ['a', 'b']],
  ['/trpc/a,b?batch=0&batch=1', ['a,b']],
  ['/trpc/%E0%A4%A', null],
])('%s calls %j, as tRPC reads it', (target, paths) => {
  expect(pathsOf(target)).toEqual(paths);
});

test.each(['multipart/form-data; boundary=x', 'Application/Octet-Stream'])(
  'A body of type %s is one call, also in a batch',
  (type) => {
    expect(pathsOf('/trpc/a,b?batch=1', type)).toEqual(['a,b']);
  },
);

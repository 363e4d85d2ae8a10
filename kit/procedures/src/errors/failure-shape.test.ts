import { BASE_ERRORS, defineErrors, type NoDetails, notFound } from '@trastienda/base';
import type { TRPCErrorShape } from '@trpc/server';
import { expectTypeOf, test } from 'vitest';
import type { FailureData, FailureShape } from './failure-shape.ts';

const ERRORS = defineErrors(BASE_ERRORS, { NOTE_NOT_FOUND: notFound('There is no such note.') });
type Failure = FailureShape<typeof ERRORS, 'NOTE_NOT_FOUND' | 'RATE_LIMITED' | 'SERVER_BUSY'>;

test('the shape of a failure is one that tRPC accepts', () => {
  expectTypeOf<Failure>().toExtend<TRPCErrorShape>();
});

test('the reason of a failure narrows its details', () => {
  const read = (data: Failure['data']) => {
    switch (data.reason) {
      case 'NOTE_NOT_FOUND':
        return expectTypeOf(data.details).toEqualTypeOf<{ id: string }>();
      case 'RATE_LIMITED':
        return expectTypeOf(data.details.retryAfterSeconds).toEqualTypeOf<number>();
      case 'SERVER_BUSY':
        return expectTypeOf(data.details).toEqualTypeOf<NoDetails>();
    }
  };
  expectTypeOf(read).returns.toEqualTypeOf<true>();
});

test('a failure has the reasons that it names and no others', () => {
  expectTypeOf<Failure['data']['reason']>().toEqualTypeOf<
    'NOTE_NOT_FOUND' | 'RATE_LIMITED' | 'SERVER_BUSY'
  >();
  expectTypeOf<FailureData<typeof ERRORS, 'NOTE_LOST'>>().toBeNever();
});

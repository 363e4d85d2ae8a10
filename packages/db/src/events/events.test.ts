import type { EventOf } from '@trastienda/mongo';
import { expectTypeOf, test } from 'vitest';
import type { EventDraft, NewEvent, RecordedEvent, ShopEvent } from './events.ts';

interface Paid {
  readonly type: 'order.paid';
  readonly data: { readonly amount: number; readonly currency: string; readonly paymentId: string };
}

test('The data of an event is that of its type', () => {
  expectTypeOf<EventOf<ShopEvent, 'order.placed'>['data']['number']>().toEqualTypeOf<string>();
  expectTypeOf<EventOf<ShopEvent, 'order.paid'>['aggregate']>().toEqualTypeOf<'order'>();
  expectTypeOf<Paid>().toExtend<EventDraft>();
  expectTypeOf<Paid>().toExtend<EventDraft<'order.paid'>>();
});

test('An event with data of another type, or with a field missing, does not compile', () => {
  expectTypeOf<{ type: 'order.placed'; data: Paid['data'] }>().not.toExtend<EventDraft>();
  expectTypeOf<{
    type: 'order.paid';
    data: Omit<Paid['data'], 'paymentId'>;
  }>().not.toExtend<EventDraft>();
});

test('An event of another aggregate than that of its type does not compile', () => {
  type About<Aggregate> = Paid & {
    readonly aggregate: Aggregate;
    readonly aggregateId: string;
    readonly tags: readonly string[];
  };
  expectTypeOf<About<'order'>>().toExtend<RecordedEvent>();
  expectTypeOf<About<'payment'>>().not.toExtend<RecordedEvent>();
  type Numbered<Aggregate> = About<Aggregate> & Pick<NewEvent, 'sequence' | 'at' | 'requestId'>;
  expectTypeOf<Numbered<'order'>>().toExtend<NewEvent>();
  expectTypeOf<Numbered<'payment'>>().not.toExtend<NewEvent>();
});

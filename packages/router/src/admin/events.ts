import {
  Acknowledged,
  EventConsumerList,
  EventHoldPage,
  EventNews,
  ListEventHoldsInput,
  ResumeEventsInput,
  SkipEventInput,
  WatchEventsInput,
} from '@trastienda/shop-contract';
import { mutation, query, subscription } from '../procedures.ts';
import { trackPositions } from '../track-positions.ts';

/** The consumers of events: how far they are, and what they hold back. */
export const events = {
  consumers: query(
    {
      access: 'events:read',
      summary: 'Lists the consumers of events, and how far each is',
      output: EventConsumerList,
    },
    ({ ctx }) => ctx.services.events.consumers(),
  ),

  holds: query(
    {
      access: 'events:read',
      summary: 'Lists what a consumer holds back because an event has failed',
      input: ListEventHoldsInput,
      output: EventHoldPage,
      errors: ['CURSOR_INVALID'],
    },
    ({ ctx, input }) => ctx.services.events.holds(input),
  ),

  resume: mutation(
    {
      access: 'events:write',
      summary: 'Lets a consumer try the events again that it holds back',
      input: ResumeEventsInput,
      output: Acknowledged,
      errors: ['EVENT_NOT_HELD'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.events.resume(input, ctx.origin),
  ),

  skip: mutation(
    {
      access: 'events:write',
      summary: 'Gives up an event that a consumer cannot handle, and goes on with the next one',
      input: SkipEventInput,
      output: Acknowledged,
      errors: ['EVENT_NOT_HELD'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.events.skip(input, ctx.origin),
  ),

  watch: subscription(
    {
      access: 'staff',
      summary: 'Streams the events that the caller has permission to see',
      description:
        'Continues after the last id in any process, and misses nothing. `event` is null in values that have an id alone.',
      input: WatchEventsInput.prefault({}),
      output: EventNews,
      errors: ['STREAM_GAP'],
      isResumable: true,
    },
    ({ ctx, input, lastEventId, signal }) =>
      trackPositions(ctx.services.streams.watchEvents(ctx.actor, input, { lastEventId, signal })),
  ),
};

import {
  Acknowledged,
  EventConsumerList,
  EventHoldPage,
  ListEventHoldsInput,
  ResumeEventsInput,
  SkipEventInput,
} from '@trastienda/shop-contract';
import { mutation, query } from '../procedures.ts';

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
};

import type { TestDatabase } from '@trastienda/testing';

/** A stored event with its tags, which no list of events shows. */
export interface TaggedEvent {
  readonly aggregateId: string;
  readonly sequence: number;
  readonly type: string;
  readonly requestId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
}

/** Reads the stored events of an aggregate, in the order in which they were written. */
export async function readTaggedEvents(
  server: Pick<TestDatabase, 'withClient'>,
  aggregate: string,
): Promise<TaggedEvent[]> {
  const found: TaggedEvent[] = [];
  await server.withClient(async (client) => {
    const events = client.db().collection<TaggedEvent>('events').find({ aggregate });
    found.push(...(await events.sort({ _id: 1 }).toArray()));
  });
  return found;
}

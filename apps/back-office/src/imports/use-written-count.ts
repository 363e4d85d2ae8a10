import type { RouterInputs } from '@trastienda/shop-client';
import { useEffect, useState } from 'react';
import { client } from '../session/api.ts';

type EventType = NonNullable<
  Exclude<RouterInputs['admin']['events']['watch'], undefined>['types']
>[number];

/**
 * Counts the things that the shop writes while an import runs, by its events. The count is of all
 * writers: it shows that the import goes on, and the report has the figures.
 */
export function useWrittenCount(isRunning: boolean, types: readonly EventType[]): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (!isRunning) return undefined;
    setCount(0);
    const { unsubscribe } = client.admin.events.watch.subscribe(
      { types: [...types] },
      {
        onData({ data: { event } }) {
          if (event !== null) setCount((before) => before + 1);
        },
        // Without the stream there is no count, and the import goes on.
        onError() {},
      },
    );
    return unsubscribe;
  }, [isRunning, types]);
  return count;
}

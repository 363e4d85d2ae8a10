import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Opens a dialog of a page by its address (`?new=1`), so that the command palette can lead to it. */
export function useOpenByAddress(name: string): readonly [boolean, (isOpen: boolean) => void] {
  const [params, setParams] = useSearchParams();
  const setOpen = useCallback(
    (isOpen: boolean) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          if (isOpen) next.set(name, '1');
          else next.delete(name);
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [name, setParams],
  );
  return [params.get(name) === '1', setOpen];
}

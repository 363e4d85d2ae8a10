import { type FormEvent, type RefObject, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { type ListState, readListState, writeListState } from './list-state.ts';

/** How long typing pauses before the list follows. */
const PAUSE_MS = 200;

/** Reads the state that a form says, as its address would without a script. */
function readForm(form: HTMLFormElement, minorUnitDigits: number): ListState {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') query.append(name, value);
  }
  return readListState(query, minorUnitDigits);
}

interface ListForm {
  readonly ref: RefObject<HTMLFormElement | null>;
  onChange(event: FormEvent<HTMLFormElement>): void;
  onSubmit(event: FormEvent<HTMLFormElement>): void;
}

/**
 * Lets the list follow its form: choices at once, typing after a pause. The address changes, so that it
 * can be shared and gone back from; letters of one search are one step of the history.
 */
export function useListForm(minorUnitDigits: number): ListForm {
  const ref = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isTyping = useRef(false);
  const navigate = useNavigate();

  useEffect(() => () => clearTimeout(timer.current), []);

  const follow = (replace: boolean) => {
    clearTimeout(timer.current);
    const form = ref.current;
    if (form === null) return;
    const query = writeListState(readForm(form, minorUnitDigits), minorUnitDigits);
    // Without a path, an empty query would keep the present one.
    navigate({ pathname: location.pathname, search: query }, { replace, preventScrollReset: true });
  };

  return {
    ref,
    onChange({ target }) {
      const isText = target instanceof HTMLInputElement && target.type !== 'checkbox';
      if (!isText) {
        isTyping.current = false;
        follow(false);
        return;
      }
      clearTimeout(timer.current);
      const isContinued = isTyping.current;
      timer.current = setTimeout(() => {
        isTyping.current = true;
        follow(isContinued);
      }, PAUSE_MS);
    },
    onSubmit(event) {
      event.preventDefault();
      follow(isTyping.current);
      isTyping.current = false;
    },
  };
}

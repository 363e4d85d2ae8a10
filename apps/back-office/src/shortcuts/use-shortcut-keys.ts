import { useEffect } from 'react';
import { matchKeys } from './match-keys.ts';
import type { ShortcutList } from './shortcut-list.ts';

/** Time between two keys of one shortcut. */
const SEQUENCE_MS = 1200;

/** Whether a key belongs to something else: a field, a dialog, a menu or the browser. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  if (document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]')) return true;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Runs the shortcuts of a list when their keys are pressed. */
export function useShortcutKeys(list: ShortcutList): void {
  useEffect(() => {
    let before = '';
    let at = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      const match = matchKeys(
        list.all(),
        event.timeStamp - at < SEQUENCE_MS ? before : '',
        event.key,
      );
      before = match.kind === 'begun' ? match.keys : '';
      at = event.timeStamp;
      if (match.kind === 'none') return;
      event.preventDefault();
      if (match.kind === 'complete') match.shortcut.run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [list]);
}

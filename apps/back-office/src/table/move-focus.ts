import type { KeyboardEvent } from 'react';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Moves the focus to the row above or below when an arrow key is pressed in a row. */
export function moveFocus(event: KeyboardEvent): boolean {
  const step = STEPS[event.key];
  if (step === undefined) return false;
  const row = event.currentTarget;
  const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
  const target = next?.querySelector<HTMLElement>('a, button, input');
  if (!target) return false;
  event.preventDefault();
  target.focus();
  return true;
}

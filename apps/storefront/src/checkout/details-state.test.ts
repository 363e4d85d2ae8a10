import { describe, expect, test } from 'vitest';
import { initialDetails } from './details.ts';
import { NO_PROBLEMS } from './details-problems.ts';
import { changedState, markedState, openedState, shippableState } from './details-state.ts';

const opened = openedState(
  initialDetails({ current: null, account: null, book: null, country: 'ES' }),
);

describe('The form of the details', () => {
  test('has all changes that were made before it was drawn again', () => {
    const first = changedState(opened, { shipping: { line1: 'Calle Mayor 1' } }, false);
    const second = changedState(first, { shipping: { city: 'Madrid' } }, false);
    const third = changedState(second, { billing: { name: 'Casa López' } }, false);
    const { shipping, billing } = changedState(
      third,
      { billing: { line1: 'Apdo. 3' } },
      false,
    ).details;
    expect(shipping).toMatchObject({ line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' });
    expect(billing).toMatchObject({ name: 'Casa López', line1: 'Apdo. 3', country: 'ES' });
    const { billing: none } = changedState(third, { billing: null }, false).details;
    expect(none).toBeNull();
  });

  test('is kept once the buyer has changed it, and not for what the shop chooses', () => {
    expect(opened.isEdited).toBe(false);
    const chosen = shippableState(opened, ['standard', 'fast']);
    expect(chosen).toMatchObject({ details: { shippingMethodId: 'standard' }, isEdited: false });
    expect(shippableState(chosen, ['standard'])).toBe(chosen);
    expect(changedState(chosen, { email: 'a' }, false).isEdited).toBe(true);
  });

  test('does not mark any longer what was corrected', () => {
    const marked = markedState(opened, { ...NO_PROBLEMS, email: true, terms: true });
    expect(changedState(marked, { email: 'ana@example.com' }, false).problems.email).toBe(false);
    expect(changedState(marked, { email: 'ana' }, false).problems.email).toBe(true);
  });

  test('shows the fields of a saved address that has a problem', () => {
    const saved = changedState(opened, { savedAddressId: 'home' }, false);
    const problems = { ...NO_PROBLEMS, shipping: { postalCode: 'invalid' as const } };
    expect(markedState(saved, problems).details.savedAddressId).toBeNull();
    expect(markedState(saved, NO_PROBLEMS).details.savedAddressId).toBe('home');
  });
});

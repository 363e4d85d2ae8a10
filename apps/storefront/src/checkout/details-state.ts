import { changeDetails, type Details, type DetailsChanges } from './details.ts';
import {
  type DetailsProblems,
  findDetailsProblems,
  hasProblems,
  NO_PROBLEMS,
} from './details-problems.ts';
import { withTyped } from './typed-details.ts';

/** The form of a purchase's details. Functions return the next state; none reads the page's last drawing. */
export interface DetailsState {
  readonly details: Details;
  readonly problems: DetailsProblems;
  /** Whether the details are the buyer's own, to be kept in this tab. */
  readonly isEdited: boolean;
}

/** Returns the form as the page opens it. */
export function openedState(details: Details): DetailsState {
  return { details, problems: NO_PROBLEMS, isEdited: false };
}

/** Returns the form with what the buyer has changed. What is corrected is not marked any longer. */
export function changedState(
  { details, problems }: DetailsState,
  changes: DetailsChanges,
  isRegionRequired: boolean,
): DetailsState {
  const changed = changeDetails(details, changes);
  return {
    details: changed,
    problems: hasProblems(problems)
      ? findDetailsProblems(changed, {
          isRegionRequired,
          isShippingRequired: false,
          areTermsAccepted: true,
        })
      : problems,
    isEdited: true,
  };
}

/** Returns the form with what was typed before the page ran. */
export function typedState(state: DetailsState, form: HTMLFormElement): DetailsState {
  const details = withTyped(state.details, form);
  const isTyped = JSON.stringify(details) !== JSON.stringify(state.details);
  return isTyped ? { ...state, details, isEdited: true } : state;
}

/** Returns the form with a shipping method that ships there: the chosen one, else the first. */
export function shippableState(state: DetailsState, methodIds: readonly string[]): DetailsState {
  const { shippingMethodId } = state.details;
  const [first = null] = methodIds;
  if (shippingMethodId !== null && methodIds.includes(shippingMethodId)) return state;
  if (shippingMethodId === first) return state;
  return { ...state, details: { ...state.details, shippingMethodId: first } };
}

/** Returns the form with problems. Those of a saved address, whose fields are not shown, make it one to type. */
export function markedState(state: DetailsState, problems: DetailsProblems): DetailsState {
  const isHidden =
    state.details.savedAddressId !== null && Object.keys(problems.shipping).length > 0;
  const details = isHidden ? { ...state.details, savedAddressId: null } : state.details;
  return { ...state, details, problems };
}

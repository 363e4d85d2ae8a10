import { useState } from 'react';
import type { FormAction } from '../form/use-form.ts';
import {
  AUTH_STEPS,
  type AuthChoice,
  type AuthClient,
  type AuthField,
  type AuthStep,
} from './auth-steps.ts';
import { readEmailLink } from './email-link.ts';

interface FlowState {
  readonly step: AuthStep;
  readonly completed: AuthStep | null;
  readonly token: string;
  readonly challenge: string;
}

export interface AuthFlow {
  readonly step: AuthStep;
  /** The step before, if it was completed: what to do next follows from it. */
  readonly completed: AuthStep | null;
  /** The fields of the step's form. */
  readonly fields: readonly AuthField[];
  /** Steps that the visitor may choose instead. */
  readonly alternatives: readonly AuthChoice[];
  readonly choose: (step: AuthChoice) => void;
  /** Sends the form of the step; `useForm` and `Form` accept it. */
  readonly submit: FormAction;
}

const START: FlowState = { step: 'sign-in', completed: null, token: '', challenge: '' };

function initialState(): FlowState {
  const link = typeof location === 'undefined' ? null : readEmailLink(location);
  if (link?.name !== 'verify-email' && link?.name !== 'reset-password') return START;
  return { ...START, step: link.name, token: link.token };
}

/** Removes the secret from the address and the browser's history. */
function leaveLink(homePath: string) {
  if (typeof location !== 'undefined' && readEmailLink(location) !== null) {
    history.replaceState(null, '', homePath);
  }
}

/**
 * The way of a visitor to a session: sign-in with a second factor where the account has one, sign-up,
 * a forgotten password, and the links of emails that end in `verify-email` and `reset-password`. When
 * one of these has been followed, the address becomes `homePath`. After a sign-in, `useSession` has
 * the account.
 *
 * @example
 * const { step, fields, submit } = useAuthFlow(client);
 */
export function useAuthFlow(client: AuthClient, homePath = '/'): AuthFlow {
  const [state, setState] = useState(initialState);
  const { step, completed } = state;
  const { fields, alternatives, send } = AUTH_STEPS[step];
  return {
    step,
    completed,
    fields,
    alternatives,
    choose(chosen) {
      leaveLink(homePath);
      setState({ ...START, step: chosen });
    },
    async submit({ field }) {
      const challenge = await send(client, field, state);
      leaveLink(homePath);
      setState(
        challenge === undefined
          ? { ...START, completed: step }
          : { ...START, step: 'second-factor', challenge },
      );
    },
  };
}

import { solveProofOfWork } from '@trastienda/client';
import { isClientError } from '../client-error.ts';
import type { RouterInputs, RouterOutputs } from '../router-types.ts';

type FormName = RouterInputs['forms']['token']['form'];
type FormToken = RouterOutputs['forms']['token'];

/** The part of a client that forms need. */
interface FormClient {
  readonly forms: {
    readonly token: { query(input: { readonly form: FormName }): Promise<FormToken> };
  };
}

/** What a form is sent with, beside the fields that people fill in. */
export interface FormProof {
  readonly token: string;
  readonly solution?: string;
}

/** A form that a page shows. */
export interface OpenForm {
  /**
   * Sends the form. Waits until it may be sent, and solves its proof of work if there is one. A token
   * that the server no longer accepts is replaced once. After a failure of the network, the same
   * fields can be sent again: they have one effect.
   */
  send<Answer>(call: (proof: FormProof) => Promise<Answer>): Promise<Answer>;
}

interface Prepared {
  readonly proof: FormProof;
  /** By the clock of this machine. */
  readonly readyAt: number;
}

/** For clocks and timers that are not exact. */
const MARGIN_MS = 100;

async function prepare(client: FormClient, form: FormName): Promise<Prepared> {
  const { token, waitSeconds, proofBits } = await client.forms.token.query({ form });
  const readyAt = Date.now() + waitSeconds * 1000 + MARGIN_MS;
  if (proofBits === 0) return { proof: { token }, readyAt };
  return { proof: { token, solution: await solveProofOfWork(token, proofBits) }, readyAt };
}

const waitUntil = (time: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, Math.max(time - Date.now(), 0)));

/**
 * Requests the token of a form. Call it when the page shows the form: what the token requires is done
 * while the visitor types.
 *
 * @example
 * const form = openForm(client, 'contact');
 * await form.send((proof) => client.forms.contact.mutate({ ...fields, ...proof }));
 */
export function openForm(client: FormClient, form: FormName): OpenForm {
  let next: Promise<Prepared> | null = null;

  const begin = (): Promise<Prepared> => {
    const begun = prepare(client, form);
    // A failure is reported where it is awaited; the token is requested again then.
    begun.catch(() => {
      if (next === begun) next = null;
    });
    next = begun;
    return begun;
  };
  begin();

  const attempt = async <Answer>(call: (proof: FormProof) => Promise<Answer>): Promise<Answer> => {
    const { proof, readyAt } = await (next ?? begin());
    await waitUntil(readyAt);
    return call(proof);
  };

  return {
    async send(call) {
      const answer = await attempt(call).catch((error: unknown) => {
        if (!isClientError(error, 'FORM_TOKEN_REJECTED')) throw error;
        next = null;
        return attempt(call);
      });
      // The token is used up.
      next = null;
      return answer;
    },
  };
}

import { Alert } from '@trastienda/ui/alert';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useFetcher } from 'react-router';
import type { FormFailure } from '../forms/failure.ts';
import { FormBody } from '../forms/form-body.tsx';
import { PendingContext } from '../forms/pending-context.ts';

const ReauthenticateDialog = lazy(() => import('./reauthenticate-dialog.tsx'));

interface Answer {
  readonly failure: FormFailure | null;
}

interface Props<Done extends Answer> {
  /** What the page's action does: one page has several forms. */
  readonly intent: string;
  readonly children: ReactNode;
  /** Texts of this form in place of the general ones, by reason. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Shown once the form was accepted, until it is sent again. */
  readonly doneText?: string;
  readonly onDone?: (answer: Done) => void;
  /** Whether the page accepts the fields itself; the form is not sent otherwise. */
  readonly isValid?: () => boolean;
  readonly className?: string;
}

/**
 * A form of an account's page. When the API wants a recent proof of identity, it asks for the password
 * and sends the same fields again.
 */
export function AccountForm<Done extends Answer = Answer>({
  intent,
  children,
  texts,
  doneText,
  onDone,
  isValid,
  className,
}: Props<Done>) {
  const fetcher = useFetcher<Answer>();
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef<FormData | null>(null);
  const [isAsking, setAsking] = useState(false);
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  }, [onDone]);

  const { data: answer, state } = fetcher;
  const handled = useRef<Answer | undefined>(undefined);
  useEffect(() => {
    // While it is not idle, the page's loaders still run.
    if (answer === undefined || state !== 'idle' || handled.current === answer) return;
    handled.current = answer;
    if (answer.failure?.reason === 'REAUTHENTICATION_REQUIRED') setAsking(true);
    if (answer.failure !== null) return;
    form.current?.reset();
    // The action of this intent returns what its form expects.
    done.current?.(answer as Done);
  }, [answer, state]);

  const isPending = state !== 'idle';
  const isDone = !isPending && answer?.failure === null;
  const failure = isPending || isAsking ? null : (answer?.failure ?? null);
  return (
    <>
      <fetcher.Form
        ref={form}
        method="post"
        noValidate
        onSubmit={(event) => {
          if (isValid?.() === false) return event.preventDefault();
          sent.current = new FormData(event.currentTarget);
        }}
        className={className}
      >
        <input type="hidden" name="intent" value={intent} />
        <PendingContext value={isPending || isAsking}>
          <FormBody failure={failure} {...(texts && { texts })}>
            {children}
            {isDone && doneText !== undefined && <Alert tone="positive">{doneText}</Alert>}
          </FormBody>
        </PendingContext>
      </fetcher.Form>
      {isAsking && (
        <Suspense fallback={null}>
          <ReauthenticateDialog
            onClose={() => setAsking(false)}
            onConfirmed={() => {
              setAsking(false);
              void fetcher.submit(sent.current, { method: 'post' });
            }}
          />
        </Suspense>
      )}
    </>
  );
}

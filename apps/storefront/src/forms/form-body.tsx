import { type ReactNode, useEffect, useRef } from 'react';
import type { FormFailure } from './failure.ts';
import { FailureAlert } from './failure-alert.tsx';
import { FailureContext } from './failure-context.ts';

/** Reasons whose text stands beside the fields. */
const OF_FIELDS: readonly (string | null)[] = ['INPUT_INVALID', 'PASSWORD_UNACCEPTABLE'];

interface Props {
  readonly failure: FormFailure | null;
  /** Texts of this form in place of the general ones, by reason. */
  readonly texts?: Readonly<Record<string, string>>;
  readonly children: ReactNode;
  readonly className?: string;
}

/**
 * The content of a form: its fields, and above them why it was not accepted. After a failure the
 * focus moves to the first wrong field, or to the message.
 */
export function FormBody({ failure, texts, children, className = 'space-y-5' }: Props) {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure === null || body.current === null) return;
    const target = body.current.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]');
    target?.focus();
  }, [failure]);
  const isOfFields = failure !== null && OF_FIELDS.includes(failure.reason);
  return (
    <FailureContext value={failure}>
      <div ref={body} className={className}>
        {failure !== null && !(isOfFields && failure.issues.length > 0) && (
          <FailureAlert failure={failure} text={texts?.[failure.reason ?? '']} />
        )}
        {children}
      </div>
    </FailureContext>
  );
}

import { Field } from '@trastienda/ui/field';
import { Input, type InputProps } from '@trastienda/ui/input';
import type { ReactNode } from 'react';
import { useFieldIssue } from './failure-context.ts';
import { useIssueText } from './use-failure-text.ts';

interface Props extends Omit<InputProps, 'name' | 'id' | 'invalid' | 'required'> {
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** At the end of the label's line. */
  readonly labelEnd?: ReactNode;
  /** Where the call's input has it, if not at its name. */
  readonly path?: string;
  /** What is wrong with it, in place of the text for its issue. */
  readonly error?: ReactNode;
  /** Default true. */
  readonly required?: boolean;
}

/** A field of one line that shows what the API says of it. */
export function TextField({
  name,
  label,
  hint,
  labelEnd,
  path = name,
  error,
  required = true,
  ...input
}: Props) {
  const issue = useFieldIssue(path);
  const textOf = useIssueText();
  return (
    <Field
      label={label}
      hint={hint}
      labelEnd={labelEnd}
      required={required}
      error={error ?? (issue && textOf(issue))}
    >
      <Input name={name} {...input} />
    </Field>
  );
}

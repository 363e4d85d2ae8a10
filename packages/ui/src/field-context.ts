import { createContext, useContext } from 'react';

interface FieldContextValue {
  readonly controlId: string;
  /** Ids of the hint and the error, those that are shown. */
  readonly describedBy: string | undefined;
  readonly isInvalid: boolean;
  readonly isRequired: boolean;
}

export const FieldContext = createContext<FieldContextValue | null>(null);

interface ControlProps {
  readonly id?: string | undefined;
  readonly required?: boolean | undefined;
  /** Marks the value as wrong; inside a `Field` with an error it is set already. */
  readonly invalid?: boolean | undefined;
  readonly 'aria-describedby'?: string | undefined;
}

/** Attributes that tie a control to its `Field`; what the control says itself goes first. */
export function useFieldControl(props: ControlProps) {
  const field = useContext(FieldContext);
  const describedBy = [props['aria-describedby'], field?.describedBy].filter(Boolean).join(' ');
  return {
    id: props.id ?? field?.controlId,
    required: props.required ?? (field?.isRequired || undefined),
    'aria-describedby': describedBy === '' ? undefined : describedBy,
    'aria-invalid': (props.invalid ?? field?.isInvalid) || undefined,
  };
}

import { useState } from 'react';
import { type DefaultValues, type FieldValues, type UseFormReturn, useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';
import { contractResolver } from './contract-resolver.ts';
import { showServerIssues } from './show-server-issues.ts';

export interface ServerFormOptions<Values extends FieldValues, Output, Result> {
  /** Schema of the contract for the values: what it outputs is sent. */
  readonly schema: z.ZodType<Output, Values>;
  readonly defaultValues: DefaultValues<Values>;
  /** Calls the server. */
  readonly submit: (input: Output) => Promise<Result>;
  readonly onSuccess: (result: Result) => void;
  /** Handles a failure itself by returning true, such as a conflict. */
  readonly onFailure?: (error: unknown) => boolean;
  /** Part of the call's input that the form edits, such as `changes`. */
  readonly part?: string;
}

export interface ServerForm<Values extends FieldValues, Output> {
  readonly form: UseFormReturn<Values, unknown, Output>;
  readonly onSubmit: (event?: React.BaseSyntheticEvent) => Promise<void>;
  /** The failure of the last attempt, as far as it is not about a field; null for none. */
  readonly failure: unknown;
  readonly isPending: boolean;
}

/**
 * A form that sends its values to the server: they are checked by the contract's schema first, and
 * what the server says of a field (`INPUT_INVALID`) is shown at the field.
 *
 * @example
 * const { form, onSubmit, failure } = useServerForm({
 *   schema: AdjustStockInput,
 *   defaultValues: { sku, change: 1, reason: '' },
 *   submit: (input) => client.admin.stock.adjust.mutate(input),
 *   onSuccess: close,
 * });
 */
export function useServerForm<Values extends FieldValues, Output, Result>({
  schema,
  defaultValues,
  submit,
  onSuccess,
  onFailure,
  part = '',
}: ServerFormOptions<Values, Output, Result>): ServerForm<Values, Output> {
  const t = useTranslations();
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm<Values, unknown, Output>({
    defaultValues,
    resolver: contractResolver(schema, t),
  });

  const onSubmit = form.handleSubmit(async (input) => {
    setFailure(null);
    try {
      onSuccess(await submit(input));
    } catch (error) {
      if (onFailure?.(error) || showServerIssues(form, error, t, part)) return;
      setFailure(error);
    }
  });

  return { form, onSubmit, failure, isPending: form.formState.isSubmitting };
}

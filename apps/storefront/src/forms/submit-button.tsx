import { Button, type ButtonProps } from '@trastienda/ui/button';
import { useContext } from 'react';
import { useNavigation } from 'react-router';
import { PendingContext } from './pending-context.ts';

/** The button of a form, which waits while the form is sent. */
export function SubmitButton(props: ButtonProps) {
  const { state, formMethod } = useNavigation();
  const isNavigating = state !== 'idle' && formMethod === 'POST';
  const isPending = useContext(PendingContext) ?? isNavigating;
  return <Button variant="primary" {...props} type="submit" loading={isPending} />;
}

import type { ComponentProps } from 'react';

/** A button; `type="button"` unless the caller says otherwise. */
export function Button(props: ComponentProps<'button'>) {
  return <button type="button" {...props} />;
}

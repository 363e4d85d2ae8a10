import { clsx } from 'clsx';
import { CircleCheck, Info, OctagonAlert, TriangleAlert, X } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';

export type AlertTone = 'info' | 'positive' | 'warning' | 'critical';

const TONES = {
  info: { Icon: Info, box: 'border-info/25 bg-info-soft', icon: 'text-info' },
  positive: {
    Icon: CircleCheck,
    box: 'border-positive/25 bg-positive-soft',
    icon: 'text-positive',
  },
  warning: { Icon: TriangleAlert, box: 'border-warning/25 bg-warning-soft', icon: 'text-warning' },
  critical: {
    Icon: OctagonAlert,
    box: 'border-critical/25 bg-critical-soft',
    icon: 'text-critical',
  },
} as const;

export interface AlertProps extends Omit<ComponentProps<'div'>, 'title'> {
  /** Default `info`. */
  readonly tone?: AlertTone | undefined;
  readonly title?: ReactNode;
  /** Buttons or links below the text. */
  readonly actions?: ReactNode;
  /** With both, the message can be closed. */
  readonly onDismiss?: (() => void) | undefined;
  readonly dismissLabel?: string | undefined;
}

/** A message inside of a page; `critical` is announced at once, the others politely. */
export function Alert({
  tone = 'info',
  title,
  actions,
  onDismiss,
  dismissLabel,
  className,
  children,
  ...props
}: AlertProps) {
  const { Icon, box, icon } = TONES[tone];
  return (
    <div
      role={tone === 'critical' ? 'alert' : 'status'}
      {...props}
      className={clsx('flex items-start gap-3 rounded-lg border p-4 text-sm', box, className)}
    >
      <Icon aria-hidden="true" className={clsx('size-5 shrink-0', icon)} />
      <div className="flex min-w-0 grow flex-col gap-1">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        {children !== undefined && <div className="text-pretty">{children}</div>}
        {actions !== undefined && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
      {onDismiss !== undefined && dismissLabel !== undefined && (
        <IconButton
          label={dismissLabel}
          icon={<X />}
          size="sm"
          onClick={onDismiss}
          className="-m-1.5"
        />
      )}
    </div>
  );
}

import { clsx } from 'clsx';
import { Upload } from 'lucide-react';
import { type DragEvent, type ReactNode, useId, useState } from 'react';
import { FieldError } from './field-error.tsx';
import { isAccepted } from './is-accepted.ts';

export interface FileDropProps {
  /** What to do: "Drop pictures here, or choose them". */
  readonly label: ReactNode;
  /** Kinds and sizes. */
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  /** As of a file input: `image/png,image/jpeg,.csv`. */
  readonly accept?: string | undefined;
  /** Default false: of several files the first counts. */
  readonly multiple?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly icon?: ReactNode;
  /** The files that `accept` allows; never none. */
  readonly onFiles: (files: readonly File[]) => void;
  /** The dropped files that `accept` forbids. */
  readonly onReject?: ((files: readonly File[]) => void) | undefined;
  readonly className?: string | undefined;
}

/** A field for files: drop them, or choose them with pointer or keyboard. */
export function FileDrop({
  label,
  hint,
  error,
  accept,
  multiple = false,
  disabled = false,
  icon,
  onFiles,
  onReject,
  className,
}: FileDropProps) {
  const id = useId();
  const [isOver, setOver] = useState(false);

  function take(list: FileList | null): void {
    const files = Array.from(list ?? []);
    const allowed = files.filter((file) => isAccepted(file, accept));
    const refused = files.filter((file) => !isAccepted(file, accept));
    if (refused.length > 0) onReject?.(refused);
    if (allowed.length > 0) onFiles(multiple ? allowed : allowed.slice(0, 1));
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    if (!disabled) take(event.dataTransfer.files);
  }

  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean);
  return (
    <div className={clsx('flex flex-col gap-1.5', className)}>
      <label
        onDragOver={(event) => {
          event.preventDefault();
          setOver(!disabled);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={clsx(
          'flex flex-col items-center rounded-lg border border-dashed px-6 py-8 text-center transition-colors duration-150 has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2',
          disabled && 'border-border bg-sunken text-muted',
          !disabled &&
            (isOver
              ? 'border-accent bg-accent-soft'
              : 'border-border-strong bg-surface hover:bg-hover'),
          Boolean(error) && 'border-critical',
        )}
      >
        <input
          type="file"
          accept={accept}
          multiple={multiple}
          disabled={disabled}
          aria-describedby={described.length === 0 ? undefined : described.join(' ')}
          aria-invalid={Boolean(error) || undefined}
          onChange={(event) => {
            take(event.target.files);
            // So that the same file can be chosen again after it failed.
            event.target.value = '';
          }}
          className="sr-only"
        />
        <span aria-hidden="true" className="mb-2.5 text-muted [&_svg]:size-6">
          {icon ?? <Upload />}
        </span>
        <span className="font-medium text-sm">{label}</span>
        {hint && (
          <span id={`${id}-hint`} className="mt-0.5 text-muted text-sm">
            {hint}
          </span>
        )}
      </label>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

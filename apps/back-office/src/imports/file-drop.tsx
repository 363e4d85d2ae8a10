import { buttonClass } from '@trastienda/ui/button';
import { clsx } from 'clsx';
import { FileSpreadsheet } from 'lucide-react';
import { type DragEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';

export interface FileDropProps {
  readonly file: File | null;
  readonly onChange: (file: File | null) => void;
  readonly label: string;
}

/** Writes a size as people read it. */
function useBytes(): (bytes: number) => string {
  const t = useTranslations('imports');
  return (bytes) =>
    bytes < 1_000_000
      ? t('kilobytes', { size: Math.max(1, Math.round(bytes / 1000)) })
      : t('megabytes', { size: Math.round(bytes / 100_000) / 10 });
}

/** Takes a CSV by a click or a drop. */
export function FileDrop({ file, onChange, label }: FileDropProps) {
  const t = useTranslations('imports');
  const id = useId();
  const sizeOf = useBytes();
  const [isOver, setIsOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped !== undefined) onChange(dropped);
  };
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
      className={clsx(
        'flex cursor-pointer flex-col items-center gap-3 rounded-lg border border-dashed px-6 py-10 text-center transition-colors duration-150 focus-within:outline-2 focus-within:outline-focus',
        isOver ? 'border-accent bg-accent-soft' : 'border-border-strong hover:bg-hover',
      )}
    >
      <FileSpreadsheet aria-hidden="true" className="size-8 text-accent" strokeWidth={1.5} />
      {file === null ? (
        <span className="text-sm">{label}</span>
      ) : (
        <span className="text-sm">
          <span className="block break-all font-medium">{file.name}</span>
          <span className="text-muted">{sizeOf(file.size)}</span>
        </span>
      )}
      <span className={buttonClass({ size: 'sm' })}>
        {t(file === null ? 'choose' : 'chooseOther')}
      </span>
      <input
        id={id}
        type="file"
        accept=".csv,text/csv"
        className="sr-only"
        onChange={({ currentTarget }) => onChange(currentTarget.files?.[0] ?? null)}
      />
    </label>
  );
}

import { Alert } from '@trastienda/ui/alert';
import { buttonClass } from '@trastienda/ui/button';
import { Spinner } from '@trastienda/ui/spinner';
import { clsx } from 'clsx';
import { ImageUp } from 'lucide-react';
import { type DragEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useUploads } from './use-uploads.ts';

/** As the server accepts them; it looks at the content. */
const ACCEPTED = 'image/jpeg,image/png,image/webp,image/avif,image/gif';

/** Takes images by a click or a drop, and uploads them. */
export function UploadArea({ onUploaded }: { readonly onUploaded: (url: string) => void }) {
  const t = useTranslations('products.editor');
  const id = useId();
  const { pending, refused, upload } = useUploads(onUploaded);
  const [isOver, setIsOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    upload([...event.dataTransfer.files]);
  };
  return (
    <div className="flex flex-col gap-3">
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={onDrop}
        className={clsx(
          'flex cursor-pointer flex-wrap items-center justify-center gap-3 rounded-md border border-dashed px-4 py-6 text-sm transition-colors duration-150 focus-within:outline-2 focus-within:outline-focus',
          isOver ? 'border-accent bg-accent-soft' : 'border-border-strong hover:bg-hover',
        )}
      >
        {pending > 0 ? (
          <>
            <Spinner size="sm" />
            <span role="status">{t('uploading', { count: pending })}</span>
          </>
        ) : (
          <>
            <ImageUp aria-hidden="true" className="size-5 text-accent" />
            <span className="text-muted">{t('dropImages')}</span>
            <span className={buttonClass({ size: 'sm' })}>{t('chooseImages')}</span>
          </>
        )}
        <input
          id={id}
          type="file"
          multiple
          accept={ACCEPTED}
          className="sr-only"
          onChange={({ currentTarget }) => {
            upload([...(currentTarget.files ?? [])]);
            // The same file can be chosen again.
            currentTarget.value = '';
          }}
        />
      </label>
      {refused.length > 0 && (
        <Alert tone="critical" title={t('uploadsRefused', { count: refused.length })}>
          <ul className="list-disc pl-4">
            {refused.map(({ name, reason }) => (
              <li key={name}>{`${name}: ${reason}`}</li>
            ))}
          </ul>
        </Alert>
      )}
    </div>
  );
}

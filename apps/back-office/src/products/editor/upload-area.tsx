import { Alert } from '@trastienda/ui/alert';
import { FileDrop } from '@trastienda/ui/file-drop';
import { Spinner } from '@trastienda/ui/spinner';
import { ImageUp } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useUploads } from './use-uploads.ts';

/** As the server accepts them; it looks at the content. */
const ACCEPTED = 'image/jpeg,image/png,image/webp,image/avif,image/gif';

/** Takes images by a click or a drop, and uploads them. */
export function UploadArea({ onUploaded }: { readonly onUploaded: (url: string) => void }) {
  const t = useTranslations('products.editor');
  const { pending, refused, upload, refuse } = useUploads(onUploaded);
  return (
    <div className="flex flex-col gap-3">
      <FileDrop
        multiple
        accept={ACCEPTED}
        icon={pending > 0 ? <Spinner size="sm" /> : <ImageUp />}
        label={
          <span role="status">
            {pending > 0 ? t('uploading', { count: pending }) : t('dropImages')}
          </span>
        }
        hint={t('imageFormats')}
        onFiles={upload}
        onReject={refuse}
      />
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

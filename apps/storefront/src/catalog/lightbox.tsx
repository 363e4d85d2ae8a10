import type { ProductImage } from '@trastienda/shop-client';
import { IconButton } from '@trastienda/ui/icon-button';
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

interface Props {
  readonly images: readonly ProductImage[];
  readonly title: string;
  readonly first: number;
  /** Called with the picture that was shown last. */
  onClose(index: number): void;
}

/** The pictures over the whole window: the browser's dialog keeps the focus and closes by Escape. */
export function Lightbox({ images, title, first, onClose }: Props) {
  const t = useTranslations('catalog.product');
  const dialog = useRef<HTMLDialogElement>(null);
  const [index, setIndex] = useState(first);
  const count = images.length;
  const image = images[index];
  const step = (by: number) => setIndex((present) => (present + by + count) % count);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  return (
    <dialog
      ref={dialog}
      aria-label={t('gallery')}
      onClose={() => onClose(index)}
      onKeyDown={({ key }) => {
        if (key === 'ArrowLeft') step(-1);
        if (key === 'ArrowRight') step(1);
      }}
      className="m-0 size-full max-h-none max-w-none bg-background text-text backdrop:bg-overlay"
    >
      <div className="flex h-full flex-col p-4">
        <div className="flex items-center justify-between gap-4">
          <p role="status" className="text-muted text-sm tabular-nums">
            {t('image', { index: String(index + 1), count: String(count) })}
          </p>
          <IconButton label={t('close')} icon={<X />} onClick={() => dialog.current?.close()} />
        </div>
        {/* Pinching zooms the picture, as any other on a phone. */}
        {image !== undefined && (
          <img
            src={image.url}
            alt={image.alt ?? title}
            className="m-auto min-h-0 w-full flex-1 object-contain"
          />
        )}
        {count > 1 && (
          <div className="flex justify-center gap-3 pt-4">
            <IconButton
              label={t('previous')}
              icon={<ChevronLeft />}
              variant="secondary"
              onClick={() => step(-1)}
            />
            <IconButton
              label={t('next')}
              icon={<ChevronRight />}
              variant="secondary"
              onClick={() => step(1)}
            />
          </div>
        )}
      </div>
    </dialog>
  );
}

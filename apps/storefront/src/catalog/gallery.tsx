import type { ProductImage } from '@trastienda/shop-client';
import { lazy, type MouseEvent, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ProductPicture } from './product-picture.tsx';

const Lightbox = lazy(() =>
  import('./lightbox.tsx').then((module) => ({ default: module.Lightbox })),
);

const FRAME_SIZES = '(min-width: 1024px) 40rem, 100vw';

interface Props {
  readonly images: readonly ProductImage[];
  readonly title: string;
  /** Picture of the chosen variant: shown when it changes. */
  readonly chosenUrl: string | null;
}

/**
 * The pictures of a product, to swipe through. Without a script, its small pictures lead to the large ones
 * by their fragments, and a large one to its file.
 */
export function Gallery({ images, title, chosenUrl }: Props) {
  const t = useTranslations('catalog.product');
  const track = useRef<HTMLUListElement>(null);
  const [opened, setOpened] = useState<number | null>(null);

  const show = (index: number, behavior: ScrollBehavior) => {
    const { current } = track;
    current?.scrollTo({ left: index * current.clientWidth, behavior });
  };
  const chosenIndex = images.findIndex(({ url }) => url === chosenUrl);
  useEffect(() => {
    const { current } = track;
    if (chosenIndex >= 0) current?.scrollTo({ left: chosenIndex * current.clientWidth });
  }, [chosenIndex]);

  const open = (event: MouseEvent, index: number) => {
    // A new tab is a way to see the picture as well.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    setOpened(index);
  };

  if (images.length === 0) {
    return (
      <div className="aspect-square overflow-hidden rounded-xl bg-sunken">
        <ProductPicture image={null} fallbackAlt="" sizes={FRAME_SIZES} />
      </div>
    );
  }
  return (
    <section aria-label={t('gallery')} className="min-w-0">
      <ul
        ref={track}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls is reached by keyboard.
        tabIndex={0}
        className="flex snap-x snap-mandatory overflow-x-auto overscroll-x-contain rounded-xl bg-sunken [scrollbar-width:none]"
      >
        {images.map((image, index) => (
          <li
            key={image.url}
            id={`picture-${index + 1}`}
            className="aspect-square w-full shrink-0 snap-center"
          >
            <a
              href={image.url}
              aria-label={t('zoom')}
              onClick={(event) => open(event, index)}
              className="block size-full cursor-zoom-in -outline-offset-4"
            >
              <ProductPicture
                image={image}
                fallbackAlt={title}
                sizes={FRAME_SIZES}
                isFirst={index === 0}
              />
            </a>
          </li>
        ))}
      </ul>
      {images.length > 1 && (
        <ul className="-mx-0.5 mt-3 flex gap-3 overflow-x-auto p-0.5 [scrollbar-width:thin]">
          {images.map((image, index) => (
            <li key={image.url} className="size-16 shrink-0 sm:size-20">
              <a
                href={`#picture-${index + 1}`}
                aria-label={t('image', { index: String(index + 1), count: String(images.length) })}
                onClick={(event) => {
                  event.preventDefault();
                  show(index, 'smooth');
                }}
                className="block size-full overflow-hidden rounded-md bg-sunken transition-opacity hover:opacity-80"
              >
                <ProductPicture image={{ ...image, alt: '' }} fallbackAlt="" sizes="5rem" />
              </a>
            </li>
          ))}
        </ul>
      )}
      {opened !== null && (
        <Suspense>
          <Lightbox
            images={images}
            title={title}
            first={opened}
            onClose={(index) => {
              setOpened(null);
              show(index, 'instant');
            }}
          />
        </Suspense>
      )}
    </section>
  );
}

import type { ProductImage } from '@trastienda/shop-client';
import { ImageIcon } from '../shell/icons.tsx';

interface Props {
  readonly image: ProductImage | null;
  /** Shown by screen readers where the image has no text; `''` where the title is beside it. */
  readonly fallbackAlt: string;
  readonly sizes: string;
  /** The largest picture of the first screen: loaded before others. */
  readonly isFirst?: boolean | undefined;
  readonly className?: string;
}

/** A picture that fills its frame, whose shape the frame has before the picture is loaded. */
export function ProductPicture({
  image,
  fallbackAlt,
  sizes,
  isFirst = false,
  className = '',
}: Props) {
  if (image === null) {
    return (
      <span
        aria-hidden="true"
        className={`grid size-full place-items-center text-border-strong ${className}`}
      >
        <ImageIcon className="size-10" />
      </span>
    );
  }
  const { url, alt, width, height, sources = [] } = image;
  return (
    <picture>
      {sources.map(({ type, srcset }) => (
        <source key={type} type={type} srcSet={srcset} sizes={sizes} />
      ))}
      <img
        src={url}
        alt={alt ?? fallbackAlt}
        width={width}
        height={height}
        loading={isFirst ? 'eager' : 'lazy'}
        fetchPriority={isFirst ? 'high' : undefined}
        decoding={isFirst ? undefined : 'async'}
        className={`size-full object-cover ${className}`}
      />
    </picture>
  );
}

import { ImageOff } from 'lucide-react';

/** The small picture of a line; its title stands beside it. */
export function ItemPicture({ url }: { readonly url: string | null }) {
  return (
    <span className="grid size-18 shrink-0 place-items-center overflow-hidden rounded-md border bg-sunken">
      {url === null ? (
        <ImageOff aria-hidden="true" className="size-5 text-border-strong" />
      ) : (
        <img
          src={url}
          alt=""
          width={72}
          height={72}
          loading="lazy"
          className="size-full object-cover"
        />
      )}
    </span>
  );
}

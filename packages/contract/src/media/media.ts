import { HttpUrl, PageInput, pageOf, Timestamp } from '@trastienda/base';
import { z } from 'zod';
import { ImageSource } from '../catalog/product-parts.ts';

/** SHA-256 of the uploaded file in hex: the same file has the same id. */
export const MediaId = z.string().regex(/^[0-9a-f]{64}$/, { error: 'is not the id of an image' });
export type MediaId = z.infer<typeof MediaId>;

/** Uploaded image. */
export const MediaView = z.object({
  id: MediaId,
  /** The largest version in a format that every program reads: the URL for a product's `images`. */
  url: HttpUrl,
  /** Pixels of `url`, after the orientation of the camera was applied. */
  width: z.int(),
  height: z.int(),
  /** Media type of `url`. */
  contentType: z.string(),
  sources: z.array(ImageSource),
  /** Size of the uploaded file. */
  bytes: z.int(),
  /** Name of the uploaded file; null for a file without one. */
  fileName: z.string().nullable(),
  uploadedAt: Timestamp,
  /** True while a product shows the image, which then cannot be deleted. */
  isUsed: z.boolean(),
});
export type MediaView = z.infer<typeof MediaView>;

export const MediaPage = pageOf(MediaView);
export type MediaPage = z.infer<typeof MediaPage>;

export const ListMediaInput = PageInput;
export type ListMediaInput = z.infer<typeof ListMediaInput>;

export const MediaIdInput = z.object({ id: MediaId });
export type MediaIdInput = z.infer<typeof MediaIdInput>;

export const MediaDeleted = z.object({ status: z.literal('deleted') });
export type MediaDeleted = z.infer<typeof MediaDeleted>;

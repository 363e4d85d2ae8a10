import { createMediaForm, isClientError } from '@trastienda/shop-client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { reasonText } from '../../errors/reason-text.ts';
import { client } from '../../session/api.ts';

/** A file that was refused. */
export interface RefusedFile {
  readonly name: string;
  readonly reason: string;
}

export interface Uploads {
  /** Files that are on their way or wait for it. */
  readonly pending: number;
  readonly refused: readonly RefusedFile[];
  upload(files: readonly File[]): void;
  /** Lists files that are no images, without asking the server. */
  refuse(files: readonly File[]): void;
}

/** Uploads images one after the other: the server decodes one at a time. */
export function useUploads(onUploaded: (url: string) => void): Uploads {
  const t = useTranslations();
  const [pending, setPending] = useState(0);
  const [refused, setRefused] = useState<readonly RefusedFile[]>([]);

  const explain = (error: unknown): string =>
    isClientError(error, 'MEDIA_FILE_INVALID')
      ? t(`products.editor.uploadProblems.${error.data.details.problem}`)
      : reasonText(t, error);

  const upload = async (files: readonly File[]) => {
    setRefused([]);
    setPending((before) => before + files.length);
    for (const file of files) {
      try {
        const { url } = await client.admin.media.upload.mutate(createMediaForm(file));
        onUploaded(url);
      } catch (error) {
        const reason = explain(error);
        setRefused((before) => [...before, { name: file.name, reason }]);
      } finally {
        setPending((before) => before - 1);
      }
    }
  };

  return {
    pending,
    refused,
    upload: (files) => void upload(files),
    refuse(files) {
      const reason = t('products.editor.uploadProblems.format');
      setRefused(files.map(({ name }) => ({ name, reason })));
    },
  };
}

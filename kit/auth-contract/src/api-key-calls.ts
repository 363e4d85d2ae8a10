import { Id, PageInput } from '@trastienda/base';
import { z } from 'zod';

export const ListApiKeysInput = PageInput;
export type ListApiKeysInput = z.infer<typeof ListApiKeysInput>;

export const RevokeApiKeyInput = z.object({ id: Id });
export type RevokeApiKeyInput = z.infer<typeof RevokeApiKeyInput>;

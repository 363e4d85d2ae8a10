import type { TRPCError } from '@trpc/server';
import { toShopError } from './to-shop-error.ts';

interface FormatInput {
  readonly error: TRPCError;
  readonly shape: {
    code: number;
    data: { code: TRPCError['code']; httpStatus: number; path?: string };
  };
  readonly ctx: { readonly requestId: string } | undefined;
}

/** Returns a union of strings without its type name, which declarations would otherwise import. */
function spellOut<Text extends string>(text: Text): `${Text}` {
  return `${text}` as const;
}

/** Formats a failure for the caller, without its cause and stack. */
export function formatError({ error, shape, ctx }: FormatInput) {
  const failure = toShopError(error);
  return {
    code: shape.code,
    message: failure.message,
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      path: shape.data.path ?? null,
      reason: spellOut(failure.reason),
      isRetryable: failure.definition.retryable,
      details: failure.details,
      fields: failure.fields ?? {},
      requestId: ctx?.requestId ?? null,
    },
  };
}

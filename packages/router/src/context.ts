import type { Actor, ErrorReason, ShopError } from '@trastienda/contract';
import type { CatalogService } from '@trastienda/shop';

/** The use cases that procedures hand their inputs to. */
export interface Services {
  readonly catalog: CatalogService;
}

/** One call of a procedure, as it ended. */
export interface CallRecord {
  readonly path: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  /** `OK`, or the reason of the failure. */
  readonly code: 'OK' | ErrorReason;
  readonly durationMs: number;
  readonly requestId: string;
  /** Present on failures; its `cause` is what was thrown. */
  readonly error?: ShopError;
}

/** What a procedure knows about its call. */
export interface RouterContext {
  readonly actor: Actor;
  /** Names the HTTP request in logs and error answers. */
  readonly requestId: string;
  readonly services: Services;
  /** Aborted when the caller goes away. */
  readonly signal?: AbortSignal;
  /** Told once about every call that reached a procedure. */
  readonly onCall: (call: CallRecord) => void;
}

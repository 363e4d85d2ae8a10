import { HttpUrl, Id, lineOfText, PageInput, pageOf, Timestamp } from '@trastienda/base';
import { z } from 'zod';
import { EventType } from '../events/event-table.ts';

/** Maximum number of endpoints; each may have deliveries in progress without delaying the others. */
export const MAX_WEBHOOK_ENDPOINTS = 32;

/** Longest time in which a receiver may use the secret before a rotation. */
const MAX_OVERLAP_HOURS = 7 * 24;

/**
 * URL that receives webhooks: https, without credentials and fragment. The shop refuses addresses of
 * its own network, and http, unless the operator allows them.
 */
export const WebhookUrl = HttpUrl.refine(
  (text) => {
    const { username, password, hash } = new URL(text);
    return username === '' && password === '' && hash === '';
  },
  // `new URL` is safe: an invalid URL was rejected before.
  {
    error: 'must have neither credentials nor a fragment',
    when: ({ issues }) => issues.length === 0,
  },
);

/** Reasons to refuse the URL of an endpoint. */
export const WebhookUrlProblem = z.enum(['scheme', 'port', 'address']);
export type WebhookUrlProblem = z.infer<typeof WebhookUrlProblem>;

/** Why an endpoint is disabled: by staff, by its answer 410, or after days of nothing but failures. */
export const WebhookDisabledReason = z.enum(['staff', 'gone', 'failing']);
export type WebhookDisabledReason = z.infer<typeof WebhookDisabledReason>;

const uniqueTypes = (types: readonly EventType[]) => [...new Set(types)];
const EventTypes = z.array(EventType).min(1).max(200).transform(uniqueTypes);

/** Receiver of webhooks, without its secrets. */
export const WebhookEndpointView = z.object({
  id: Id,
  url: z.string(),
  /** Null for all types, also those that a later version adds. */
  eventTypes: z.array(EventType).nullable(),
  description: z.string(),
  isEnabled: z.boolean(),
  /** Null while the endpoint is enabled. */
  disabledReason: WebhookDisabledReason.nullable(),
  disabledAt: Timestamp.nullable(),
  /** Time of the first failure since the last success; null without one. */
  failingSince: Timestamp.nullable(),
  /** Until when webhooks are also signed with an earlier secret; null without one. */
  overlapsUntil: Timestamp.nullable(),
  /** Account or API key that created it, or the name of a token. */
  createdBy: z.string(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type WebhookEndpointView = z.infer<typeof WebhookEndpointView>;

export const WebhookEndpointPage = pageOf(WebhookEndpointView);
export type WebhookEndpointPage = z.infer<typeof WebhookEndpointPage>;

/** Newest first. */
export const ListWebhookEndpointsInput = PageInput;
export type ListWebhookEndpointsInput = z.infer<typeof ListWebhookEndpointsInput>;

export const WebhookEndpointIdInput = z.object({ id: Id });
export type WebhookEndpointIdInput = z.infer<typeof WebhookEndpointIdInput>;

export const CreateWebhookEndpointInput = z.object({
  url: WebhookUrl,
  /** Null for all types. */
  eventTypes: EventTypes.nullable().default(null),
  description: lineOfText(200),
});
export type CreateWebhookEndpointInput = z.infer<typeof CreateWebhookEndpointInput>;

/** New or rotated secret; the only responses that contain it. */
export const WebhookEndpointWithSecret = z.object({
  endpoint: WebhookEndpointView,
  /** `whsec_` and the key in base64, as libraries for Standard Webhooks accept it. */
  secret: z.string(),
});
export type WebhookEndpointWithSecret = z.infer<typeof WebhookEndpointWithSecret>;

/** Changes only the fields that are present. */
export const UpdateWebhookEndpointInput = z.object({
  id: Id,
  changes: z.object({
    url: WebhookUrl.exactOptional(),
    eventTypes: EventTypes.nullable().exactOptional(),
    description: lineOfText(200).exactOptional(),
  }),
});
export type UpdateWebhookEndpointInput = z.infer<typeof UpdateWebhookEndpointInput>;

export const RotateWebhookSecretInput = z.object({
  id: Id,
  /** How long webhooks are signed with the earlier secret too; 0 ends it at once. */
  overlapHours: z.int().min(0).max(MAX_OVERLAP_HOURS).default(24),
});
export type RotateWebhookSecretInput = z.infer<typeof RotateWebhookSecretInput>;

export const WebhookEndpointDeleted = z.object({ id: Id });
export type WebhookEndpointDeleted = z.infer<typeof WebhookEndpointDeleted>;

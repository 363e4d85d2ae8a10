import { Id, PageInput, pageOf, Timestamp } from '@trastienda/base';
import { z } from 'zod';

/** Actions that auth records. An application adds those of its domains. */
export const AUTH_ACTIONS = [
  'account.created',
  'account.updated',
  'account.deleted',
  'account.disabled',
  'account.enabled',
  'account.role-changed',
  'account.password-changed',
  'account.password-reset-requested',
  'account.password-reset',
  'account.email-change-requested',
  'account.email-changed',
  'account.second-factor-enabled',
  'account.second-factor-disabled',
  'account.credentials-voided',
  'account.recovery-codes-replaced',
  'account.recovery-code-used',
  'session.challenged',
  'session.started',
  'session.rejected',
  'session.reauthenticated',
  'session.ended',
  'session.revoked',
  'api-key.created',
  'api-key.revoked',
] as const;
export type AuthAction = (typeof AUTH_ACTIONS)[number];

/**
 * Defines the schemas of the audit log with the actions of an application. An action never changes
 * its meaning.
 *
 * @example
 * export const { AuditPage, ListAuditInput } = defineAuditSchemas([...AUTH_ACTIONS, 'note.shared']);
 */
export function defineAuditSchemas<const Action extends string>(actions: readonly Action[]) {
  const names = Object.fromEntries(actions.map((action) => [action, action]));
  const AuditAction = z.enum(names as { [Name in Action]: Name });

  /**
   * Entry of the audit log: actor, action, subject, time and origin. Contains ids, no names or
   * addresses.
   */
  const AuditEntryView = z.object({
    id: Id,
    at: Timestamp,
    action: AuditAction,
    actor: z.object({
      kind: z.enum(['anonymous', 'machine', 'account', 'operator']),
      /** Id of the account or API key, or the name of a token; null for a visitor. */
      id: z.string().nullable(),
    }),
    /** Affected resource: an account, an API key, a document. */
    subjectId: z.string().nullable(),
    requestId: z.string().nullable(),
    /** Network of the caller, without the part that identifies the machine. */
    address: z.string().nullable(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  });

  return {
    AuditAction,
    AuditEntryView,
    AuditPage: pageOf(AuditEntryView),
    /** Newest first. */
    ListAuditInput: PageInput.extend({
      action: AuditAction.optional(),
      actorId: z.string().min(1).max(100).optional(),
      subjectId: z.string().min(1).max(100).optional(),
    }),
  };
}

type Schemas<Action extends string> = ReturnType<typeof defineAuditSchemas<Action>>;

export type AuditEntryView<Action extends string = string> = z.infer<
  Schemas<Action>['AuditEntryView']
>;
export type AuditPage<Action extends string = string> = z.infer<Schemas<Action>['AuditPage']>;
export type ListAuditInput<Action extends string = string> = z.infer<
  Schemas<Action>['ListAuditInput']
>;

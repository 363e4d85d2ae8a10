// Sessions
export { AuthForm, type AuthFormProps } from './auth-form/auth-form.tsx';
export type { AuthChoice, AuthClient, AuthField, AuthStep } from './auth-form/auth-steps.ts';
export { AUTH_TEXTS, type AuthTexts } from './auth-form/auth-texts.ts';
export { type EmailLink, readEmailLink } from './auth-form/email-link.ts';
export { type AuthFlow, useAuthFlow } from './auth-form/use-auth-flow.ts';
// Forms
export { Form, type FormProps } from './form/form.tsx';
export {
  type FormAction,
  type FormState,
  type FormSubmission,
  useForm,
} from './form/use-form.ts';
// Queries
export {
  createQueryBindings,
  type QueryBindingsOptions,
} from './query-bindings/create-query-bindings.ts';
export type {
  ListBinding,
  LiveQueryOptions,
  MutationBinding,
  QueryBinding,
  QueryBindings,
} from './query-bindings/query-bindings.ts';
export { type Session, type SessionClient, useSession } from './use-session.ts';

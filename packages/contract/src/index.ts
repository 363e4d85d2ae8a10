// Access
export {
  type AccountActor,
  type Actor,
  ANONYMOUS,
  type AnonymousActor,
  type MachineActor,
  OPERATOR,
  type OperatorActor,
  requireAccount,
  requirePermission,
  requireRecent,
} from './access/actor.ts';
export { auditedOrigin, type CallOrigin, OPERATOR_ORIGIN } from './access/call-origin.ts';
export { PERMISSIONS, Permission } from './access/permission.ts';
export { ROLE_PERMISSIONS, ROLES, Role } from './access/role.ts';
// Accounts
export {
  AccountIdInput,
  ChangeEmailInput,
  ChangePasswordInput,
  ConfirmTotpInput,
  ListAccountsInput,
  RecoveryCodes,
  RevokeSessionInput,
  SetRoleInput,
  TotpEnrolment,
  UpdateAccountInput,
} from './accounts/account-calls.ts';
export {
  EmailAddress,
  LOCALES,
  Locale,
  MAX_PASSWORD_LENGTH,
  PersonName,
} from './accounts/account-parts.ts';
export {
  AccountView,
  SessionList,
  SessionView,
  StaffAccountPage,
  StaffAccountView,
} from './accounts/account-view.ts';
export {
  ApiKeyPage,
  ApiKeyView,
  CreateApiKeyInput,
  CreatedApiKey,
  ListApiKeysInput,
  RevokeApiKeyInput,
} from './accounts/api-keys.ts';
export {
  AUDIT_ACTIONS,
  AuditAction,
  AuditEntryView,
  AuditPage,
  ListAuditInput,
} from './accounts/audit.ts';
export {
  Acknowledged,
  CompleteSignInInput,
  EmailChangeConfirmed,
  EmailVerified,
  LinkInput,
  ReauthenticateInput,
  RequestPasswordResetInput,
  ResetPasswordInput,
  SecondFactor,
  SecondFactorRequired,
  SignedIn,
  SignInInput,
  SignInResult,
  SignUpInput,
  VerifyEmailInput,
} from './accounts/auth-calls.ts';
// Catalogue
export {
  FacetsInput,
  FacetsView,
  type FacetValue,
  MAX_FACET_PRODUCTS,
  MAX_FACET_VALUES,
} from './catalog/facets.ts';
export {
  ImportRejection,
  ImportReport,
  MAX_REPORTED_REJECTIONS,
  MAX_REPORTED_ROWS,
} from './catalog/import-products.ts';
export {
  GetProductInput,
  ListProductsInput,
  ProductFilter,
  ProductSort,
  StaffGetProductInput,
  StaffListProductsInput,
} from './catalog/list-products.ts';
export {
  isVariantInStock,
  ProductImage,
  ProductStatus,
  Seo,
  VariantInventory,
} from './catalog/product-parts.ts';
export {
  ProductPage,
  ProductSummary,
  ProductView,
  StaffProductPage,
  StaffProductSummary,
  StaffProductView,
  StaffVariantView,
  VariantView,
} from './catalog/product-view.ts';
export {
  ArchiveProductInput,
  CreateProductInput,
  UpdateProductInput,
  VariantInput,
} from './catalog/write-product.ts';
// Errors
export { ERRORS, type ErrorDefinition, type ErrorReason } from './errors/error-table.ts';
export { type ErrorDetails, type FieldErrors, ShopError } from './errors/shop-error.ts';
// Primitives
export { HttpUrl, Id, Sku, Slug, Timestamp } from './primitives/identifiers.ts';
export {
  CurrencyCode,
  MinorUnits,
  Money,
  minorUnitDigits,
  parseMoney,
} from './primitives/money.ts';
export { Cursor, MAX_PAGE_SIZE, PageInput } from './primitives/page.ts';

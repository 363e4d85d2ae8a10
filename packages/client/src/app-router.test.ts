import type { appRouter } from '@trastienda/shop-router';
import { describe, expectTypeOf, test } from 'vitest';
import type { Client, StoreClient } from './create-client.ts';
import type {
  Account,
  AdminRouter,
  AppRouter,
  Cart,
  Checkout,
  Money,
  Order,
  OrderSummary,
  Product,
  ProductPage,
  RouterErrorReasons,
  RouterInputs,
  RouterOutputs,
  Session,
  SignInResult,
  StaffOrder,
  StaffProduct,
  Stock,
  StoreRouter,
  Variant,
} from './index.ts';

// The type checker runs these tests: it compares the generated declarations, which the router's
// build wrote, with the types that it infers itself.

type ProceduresOf<Router extends { _def: { record: object } }> = Router['_def']['record'];
type Inferred = ProceduresOf<typeof appRouter>;

interface Typed {
  readonly _def: { readonly $types: { input: unknown; output: unknown; errorShape: unknown } };
}

type IsSame<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;

/** Parts of two procedures that have different types. */
type PartsThatDiffer<One extends Typed['_def']['$types'], Other extends Typed['_def']['$types']> = {
  [Part in keyof Typed['_def']['$types']]: IsSame<One[Part], Other[Part]> extends true
    ? never
    : Part;
}[keyof Typed['_def']['$types']];

/** Paths such as `catalog.get.output` whose types differ, or which only one router has. */
type Differences<One, Other, Path extends string = ''> = {
  [Key in (keyof One | keyof Other) & string]: Key extends keyof One & keyof Other
    ? One[Key] extends Typed
      ? Other[Key] extends Typed
        ? `${Path}${Key}.${PartsThatDiffer<One[Key]['_def']['$types'], Other[Key]['_def']['$types']>}`
        : `${Path}${Key}`
      : Differences<One[Key], Other[Key], `${Path}${Key}.`>
    : `${Path}${Key}`;
}[(keyof One | keyof Other) & string];

/** Does not compile for anything but never: the compiler then prints the paths. */
function expectNone<_Paths extends never>(): void {}

describe('the generated types', () => {
  test('are those of every procedure: inputs, outputs, reasons of failure and their details', () => {
    expectNone<Differences<ProceduresOf<AppRouter>, Inferred>>();
    expectNone<Differences<ProceduresOf<StoreRouter>, Omit<Inferred, 'admin'>>>();
    expectNone<Differences<ProceduresOf<AdminRouter>, Pick<Inferred, 'admin'>>>();
  });

  test('are compared so that an optional field, a reason and a procedure more are seen', () => {
    interface Query<Input, Reason> {
      _def: { $types: { input: Input; output: string; errorShape: { data: { reason: Reason } } } };
    }
    expectTypeOf<
      Differences<
        {
          notes: { get: Query<{ id: string }, 'A'>; list: Query<void, 'A'>; old: Query<void, 'A'> };
        },
        { notes: { get: Query<{ id: string; tag?: string }, 'A'>; list: Query<void, 'A' | 'B'> } }
      >
    >().toEqualTypeOf<'notes.get.input' | 'notes.list.errorShape' | 'notes.old'>();
  });

  test('name the things that a frontend passes on', () => {
    expectTypeOf<RouterOutputs['account']['get']>().toEqualTypeOf<Account>();
    expectTypeOf<RouterOutputs['auth']['signIn']>().toEqualTypeOf<SignInResult>();
    expectTypeOf<RouterOutputs['cart']['get']>().toEqualTypeOf<Cart>();
    expectTypeOf<RouterOutputs['catalog']['get']>().toEqualTypeOf<Product>();
    expectTypeOf<RouterOutputs['catalog']['list']>().toEqualTypeOf<ProductPage>();
    expectTypeOf<RouterOutputs['checkout']['get']>().toEqualTypeOf<Checkout>();
    expectTypeOf<RouterOutputs['orders']['get']>().toEqualTypeOf<Order>();
    expectTypeOf<RouterOutputs['orders']['list']['items'][number]>().toEqualTypeOf<OrderSummary>();
    expectTypeOf<RouterOutputs['admin']['orders']['get']>().toEqualTypeOf<StaffOrder>();
    expectTypeOf<RouterOutputs['admin']['products']['get']>().toEqualTypeOf<StaffProduct>();
    expectTypeOf<RouterOutputs['admin']['stock']['get']>().toEqualTypeOf<Stock>();
    expectTypeOf<Product['variants'][number]>().toEqualTypeOf<Variant>();
    expectTypeOf<Variant['price']>().toEqualTypeOf<Money>();
    expectTypeOf<
      RouterOutputs['account']['listSessions']['sessions'][number]
    >().toEqualTypeOf<Session>();
  });
});

describe('RouterInputs', () => {
  test('has no void where an input may be left out', () => {
    expectTypeOf<RouterInputs['catalog']['list']['search']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<RouterInputs['catalog']['get']>().toEqualTypeOf<{ slug: string }>();
    expectTypeOf<RouterInputs['cart']['get']>().toEqualTypeOf<void>();
    expectTypeOf<RouterInputs['admin']['products']['import']>().toEqualTypeOf<FormData>();
  });
});

describe('RouterErrorReasons', () => {
  test('are the closed set of each procedure', () => {
    expectTypeOf<'PRODUCT_NOT_FOUND' | 'RATE_LIMITED'>().toExtend<
      RouterErrorReasons['catalog']['get']
    >();
    expectTypeOf<'CART_EMPTY'>().not.toExtend<RouterErrorReasons['catalog']['get']>();
    expectTypeOf<'CART_EMPTY'>().toExtend<RouterErrorReasons['checkout']['start']>();
  });
});

describe('StoreClient', () => {
  test('is a view of the client without the procedures of staff', () => {
    expectTypeOf<Client>().toExtend<StoreClient>();
    expectTypeOf<StoreClient>().not.toHaveProperty('admin');
    expectTypeOf<StoreClient['catalog']>().toEqualTypeOf<Client['catalog']>();
  });
});

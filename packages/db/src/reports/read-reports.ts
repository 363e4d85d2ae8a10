import { BaseError } from '@trastienda/base';
import { decodeCursor, encodeCursor, maxReadMs, type Page } from '@trastienda/mongo';
import type { Model, PipelineStage } from 'mongoose';
import {
  REPORT_FIGURES,
  type ReportFacts,
  type ReportFigure,
  type ReportFigures,
  type ReportKind,
  type ReportRowDocument,
} from './report-document.ts';

/** Rows of one kind in a range of local days, both inclusive. */
export interface ReportQuery {
  readonly generation: string;
  readonly kind: ReportKind;
  readonly from: string;
  readonly to: string;
  /** All currencies by default. */
  readonly currency?: string | undefined;
}

/** What rows of variants are summed by, besides their key. */
export type ReportGroup = 'key' | 'product' | 'vendor';

export interface ReportKeysQuery extends ReportQuery {
  readonly groupBy?: ReportGroup;
  /** Only these keys. */
  readonly keys?: readonly string[];
}

/** Sums of a key over a range of days. Products without a vendor have the key ''. */
export interface ReportSum {
  readonly currency: string;
  readonly key: string;
  readonly productId: string | null;
  readonly facts: ReportFacts;
  readonly figures: ReportFigures;
}

export type ReportDay = Pick<ReportRowDocument, 'day' | 'currency'> & {
  readonly figures: ReportFigures;
};

/** Orders of lists of keys: by descending net sales or discount within a currency, or by key. */
export type ReportOrder = 'sales' | 'discount' | 'key';

export interface ReportKeysPage extends ReportKeysQuery {
  readonly order: ReportOrder;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Returns all figures, with 0 for those that are absent. */
function allFigures(figures: Partial<ReportFigures>): ReportFigures {
  const entries = REPORT_FIGURES.map((figure) => [figure, figures[figure] ?? 0]);
  return Object.fromEntries(entries) as ReportFigures;
}

const matchOf = ({ generation, kind, from, to, currency }: ReportQuery) => ({
  ...{ generation, kind, day: { $gte: from, $lte: to } },
  ...(currency !== undefined && { currency }),
});

/** Figures of parts of orders. The rows of whole orders have more; summing the others costs time. */
const PART_FIGURES: readonly ReportFigure[] = [
  ...(['units', 'subtotal', 'discount', 'sales', 'shipping', 'tax'] as const),
  ...(['refundedUnits', 'refundedSales', 'refundedShipping', 'refundedTax'] as const),
];

/**
 * Longest time to sum a range, in milliseconds: a long one of a large shop takes longer than other reads
 * may.
 */
const MAX_SUM_MS = 20_000;

/** Builds the sums of the figures that rows of a kind can have. */
function sumsOf(kind: ReportKind, prefix: 'figures.' | ''): Record<string, { $sum: string }> {
  const figures = kind === 'variant' || kind === 'tax' ? PART_FIGURES : REPORT_FIGURES;
  return Object.fromEntries(figures.map((figure) => [figure, { $sum: `$${prefix}${figure}` }]));
}

type Summed = Partial<ReportFigures> & {
  readonly _id: { readonly currency: string; readonly key: string };
  readonly productId: string | null;
  readonly facts: ReportFacts;
};

/** The product of a sum has no vendor, or no longer exists. */
const VENDOR = { $ifNull: [{ $first: '$product.vendor' }, ''] };

/** The vendor is that of the product today: the orders' lines do not name it. */
const byVendor = (products: string): PipelineStage[] => [
  {
    $lookup: {
      from: products,
      let: { id: { $convert: { input: '$_id.key', to: 'objectId', onError: null } } },
      pipeline: [
        { $match: { $expr: { $eq: ['$_id', '$$id'] } } },
        { $project: { _id: 0, vendor: 1 } },
      ],
      as: 'product',
    },
  },
  {
    $group: {
      _id: { currency: '$_id.currency', key: VENDOR },
      ...sumsOf('variant', ''),
    },
  },
  { $addFields: { productId: null, facts: {} } },
];

function sumStages(query: ReportKeysQuery, products: string): PipelineStage[] {
  const { groupBy = 'key', keys } = query;
  const key = groupBy === 'key' ? '$key' : '$productId';
  const wanted = keys === undefined ? undefined : { $in: [...keys] };
  const before = { key: { key: wanted }, product: { productId: wanted }, vendor: {} }[groupBy];
  return [
    { $match: { ...matchOf(query), ...(wanted !== undefined && before) } },
    {
      $group: {
        _id: { currency: '$currency', key },
        productId: { $max: '$productId' },
        facts: { $max: '$facts' },
        ...sumsOf(query.kind, 'figures.'),
      },
    },
    ...(groupBy === 'vendor' ? byVendor(products) : []),
    ...(groupBy === 'vendor' && wanted !== undefined
      ? [{ $match: { '_id.key': wanted } } as const]
      : []),
  ];
}

const toSum = ({ _id: { currency, key }, productId, facts, ...figures }: Summed): ReportSum => ({
  ...{ currency, key, productId, facts },
  figures: allFigures(figures),
});

/** Reads the rows of a kind with one row per day and currency, by day and currency. */
export async function readDays(
  model: Model<ReportRowDocument>,
  query: ReportQuery,
): Promise<ReportDay[]> {
  const rows = await model
    .find(matchOf(query), { _id: 0, day: 1, currency: 1, figures: 1 })
    .sort({ day: 1, currency: 1 })
    .maxTimeMS(maxReadMs())
    .lean<Pick<ReportRowDocument, 'day' | 'currency' | 'figures'>[]>();
  return rows.map(({ day, currency, figures }) => ({
    ...{ day, currency },
    figures: allFigures(figures),
  }));
}

/** Sums the rows of some keys. */
export async function sumKeys(
  model: Model<ReportRowDocument>,
  query: ReportKeysQuery,
  products: string,
): Promise<ReportSum[]> {
  const found = await model
    .aggregate<Summed>(sumStages(query, products))
    .option({ maxTimeMS: MAX_SUM_MS });
  return found.map(toSum);
}

type Ranked = Summed & { readonly rank: number };

export interface ReportSumsQuery extends ReportQuery {
  /** The sum after which to read; null for all. */
  readonly after: Pick<ReportSum, 'currency' | 'key'> | null;
  readonly limit: number;
}

/** Reads sums of a kind by currency and key. */
export async function readSums(
  model: Model<ReportRowDocument>,
  { after: last, limit, ...query }: ReportSumsQuery,
): Promise<ReportSum[]> {
  const $or = last && [
    { '_id.currency': { $gt: last.currency } },
    { '_id.currency': last.currency, '_id.key': { $gt: last.key } },
  ];
  const found = await model.aggregate<Summed>([
    ...sumStages(query, ''),
    ...($or === null ? [] : [{ $match: { $or } }]),
    { $sort: { '_id.currency': 1, '_id.key': 1 } },
    { $limit: limit },
  ]);
  return found.map(toSum);
}

const RANKS = {
  sales: { $subtract: ['$sales', '$refundedSales'] },
  discount: '$discount',
  key: { $literal: 0 },
} as const;

type Place = readonly [currency: string, rank: number, key: string];

/** @throws {BaseError} CURSOR_INVALID. */
function readPlace(list: string, cursor: string): Place {
  const text = decodeCursor(list, cursor);
  const [, currency, rank, key] = /^([A-Z]{3}) (-?\d{1,16}) (.*)$/s.exec(text) ?? [];
  if (currency === undefined || key === undefined) throw new BaseError('CURSOR_INVALID');
  return [currency, Number(rank), key];
}

/** Stages that skip to the sums after a place, in the order of the list. */
function after([currency, rank, key]: Place): PipelineStage.Match {
  return {
    $match: {
      $or: [
        { '_id.currency': { $gt: currency } },
        { '_id.currency': currency, rank: { $lt: rank } },
        { '_id.currency': currency, rank, '_id.key': { $gt: key } },
      ],
    },
  };
}

/**
 * Lists the sums of keys by currency and in an order.
 * @throws {BaseError} CURSOR_INVALID.
 */
export async function listKeys(
  model: Model<ReportRowDocument>,
  { order, limit, cursor, ...query }: ReportKeysPage,
  products: string,
): Promise<Page<ReportSum>> {
  const { generation, kind, groupBy = 'key', from, to } = query;
  // A cursor belongs to one range of one generation: ranks differ in any other.
  const list = ['report', generation, kind, groupBy, order, from, to].join(' ');
  const place = cursor === undefined ? [] : [after(readPlace(list, cursor))];
  const found = await model
    .aggregate<Ranked>([
      ...sumStages(query, products),
      { $addFields: { rank: RANKS[order] } },
      ...place,
      { $sort: { '_id.currency': 1, rank: -1, '_id.key': 1 } },
      { $limit: limit + 1 },
    ])
    .option({ maxTimeMS: MAX_SUM_MS });
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const placeOf = ({ _id: { currency, key }, rank }: Ranked) => `${currency} ${rank} ${key}`;
  return {
    items: page.map(({ rank: _, ...sum }) => toSum(sum)),
    nextCursor: last === undefined ? null : encodeCursor(list, placeOf(last)),
  };
}

import { clsx } from 'clsx';

const SHAPES = {
  text: 'h-[1em] w-full rounded-xs',
  block: 'w-full rounded-md',
  circle: 'aspect-square rounded-full',
} as const;

export interface SkeletonProps {
  /** Default `block`. */
  readonly shape?: keyof typeof SHAPES | undefined;
  /** Lines of text, the last one shorter. Only with `shape="text"`; default 1. */
  readonly lines?: number | undefined;
  /** Its size: `h-40`, `w-1/2`. */
  readonly className?: string | undefined;
}

/** A gray shape in place of what is loading; the region around it says so by `aria-busy`. */
export function Skeleton({ shape = 'block', lines = 1, className }: SkeletonProps) {
  const bar = clsx('block animate-shimmer bg-border/80', SHAPES[shape]);
  if (shape !== 'text' || lines === 1) {
    return <span aria-hidden="true" className={clsx(bar, className)} />;
  }
  return (
    <span aria-hidden="true" className={clsx('flex flex-col gap-2', className)}>
      {Array.from({ length: lines }, (_, line) => `line-${line}`).map((key) => (
        <span key={key} className={clsx(bar, 'last:w-3/5')} />
      ))}
    </span>
  );
}

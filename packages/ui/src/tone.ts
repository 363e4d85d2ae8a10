/** What a color says: `neutral` nothing, `accent` that it is chosen, the others how things stand. */
export type Tone = 'neutral' | 'accent' | 'positive' | 'warning' | 'critical' | 'info';

/** Text on a soft ground. */
export const TONE_SOFT: Readonly<Record<Tone, string>> = {
  neutral: 'bg-sunken text-muted',
  accent: 'bg-accent-soft text-accent',
  positive: 'bg-positive-soft text-positive',
  warning: 'bg-warning-soft text-warning',
  critical: 'bg-critical-soft text-critical',
  info: 'bg-info-soft text-info',
};

/** Dots and bars. */
export const TONE_FILL: Readonly<Record<Tone, string>> = {
  neutral: 'bg-border-strong',
  accent: 'bg-accent',
  positive: 'bg-positive',
  warning: 'bg-warning',
  critical: 'bg-critical',
  info: 'bg-info',
};

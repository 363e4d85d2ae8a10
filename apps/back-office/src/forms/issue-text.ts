import type { Translate } from '../i18n/translate.ts';
import type { Issue } from './issue.ts';

const numberOf = (value: unknown): number => Number(value);

/** Returns a sentence about a value that is too small or too large, by what is measured. */
function boundText(t: Translate, { code, params }: Issue): string {
  const isSmall = code === 'too_small';
  const limit = numberOf(isSmall ? params.minimum : params.maximum);
  if (params.origin === 'string') {
    if (isSmall && limit === 1) return t('issues.required');
    return isSmall ? t('issues.textShort', { limit }) : t('issues.textLong', { limit });
  }
  if (params.origin === 'array') {
    return isSmall ? t('issues.listShort', { limit }) : t('issues.listLong', { limit });
  }
  return isSmall ? t('issues.numberSmall', { limit }) : t('issues.numberLarge', { limit });
}

function formatText(t: Translate, { params, message }: Issue): string {
  switch (params.format) {
    case 'email':
      return t('issues.email');
    case 'url':
      return t('issues.url');
    case 'date':
      return t('issues.date');
    default:
      return t('issues.custom', { message });
  }
}

/** Returns what is wrong with a value, in the language of the page. */
export function issueText(t: Translate, issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
      return boundText(t, issue);
    case 'invalid_type':
      if (issue.params.expected === 'int') return t('issues.whole');
      return issue.params.expected === 'number' ? t('issues.number') : t('issues.required');
    case 'invalid_format':
      return formatText(t, issue);
    case 'invalid_value':
    case 'invalid_union':
      return t('issues.choice');
    default:
      return t('issues.custom', { message: issue.message });
  }
}

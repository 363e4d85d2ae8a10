export { showAnswer } from './show-answer.ts';
export { useLiveQuery } from './use-live-query.ts';

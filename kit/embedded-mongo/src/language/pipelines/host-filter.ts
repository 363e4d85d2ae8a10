import type { Document } from '../../bson/document.ts';
import { isObject } from '../values/value-type.ts';

/**
 * Returns the part of a pipeline's leading filter that the host may use to read less. The host has
 * no variables, so anything that may contain an `$expr` stays in the pipeline, which filters again.
 */
export function hostFilter(filter: Document): Document {
  const kept: Document = {};
  for (const name of Object.keys(filter)) {
    const value = filter[name];
    if (!name.startsWith('$')) kept[name] = value;
    else if (name === '$and' && Array.isArray(value)) {
      const branches = value.filter(isObject).map(hostFilter);
      const present = branches.filter((branch) => Object.keys(branch).length > 0);
      if (present.length > 0) kept.$and = present;
    }
  }
  const only = Object.keys(kept).length === 1 && Array.isArray(kept.$and) ? kept.$and : [];
  return only.length === 1 ? only[0] : kept;
}

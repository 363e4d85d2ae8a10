import type { JsonSchema } from '../openapi/json-schema.ts';
import type { Side } from '../types/print-schema.ts';
import { allowsValue, unmetKeywords } from './form-limits.ts';
import { dereference, type Form, formsOf, nameIn, type Schemas, toKey } from './schema-forms.ts';

/** Something that fits one schema and not another, in a sentence. */
export interface Misfit {
  /** Where it is, such as `lines[].sku`; below a named schema with its name, as `Money.amount`. */
  readonly path: string;
  /** What has changed, such as `is required, was optional`. */
  readonly what: string;
}

/** Schemas before and after a change, and which question is asked of them. */
export interface Comparison {
  readonly side: Side;
  readonly before: Schemas;
  readonly after: Schemas;
  /**
   * What is asked: whether all that a client does keeps working, or the other way around, which
   * tells what is new. An input keeps working when all that fitted the old schema fits the new one,
   * an output when all that fits the new one fitted the old one.
   */
  readonly asks: 'keeps' | 'gains';
}

/** Deeper schemas are taken for misfits: only intersections that contain themselves are so deep. */
const MAX_DEPTH = 60;

const ANY: JsonSchema = {};

const joinPath = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

/** Returns a word for the values of a form. */
function nounOf({ type, values }: Form): string {
  if (values !== undefined) return values.map(toKey).join(' or ');
  if (type === undefined) return 'anything';
  return `${type === 'array' || type === 'object' || type === 'integer' ? 'an' : 'a'} ${type}`;
}

/** Returns the field by which two alternatives of a union differ in any case. */
function differingTag(
  source: Form,
  target: Form,
  one: Schemas,
  other: Schemas,
): string | undefined {
  const valuesAt = (form: Form, name: string, schemas: Schemas) => {
    const forms = formsOf(form.properties[name] ?? ANY, schemas);
    const [only] = forms;
    return forms.length === 1 ? only?.values?.map(toKey) : undefined;
  };
  return [...source.required].find((name) => {
    if (!target.required.has(name)) return false;
    const values = valuesAt(source, name, one);
    const others = valuesAt(target, name, other);
    return others !== undefined && values?.some((value) => others.includes(value)) === false;
  });
}

/** Finds what fits a source schema and not a target schema. */
class MisfitFinder {
  readonly #side: Side;
  readonly #keeps: boolean;
  readonly #sourceIsOld: boolean;
  readonly #sources: Schemas;
  readonly #targets: Schemas;
  /** Pairs that are being compared: a schema that contains itself fits if all else in it does. */
  readonly #pending: (readonly [JsonSchema, JsonSchema])[] = [];

  constructor({ side, before, after, asks }: Comparison) {
    this.#side = side;
    this.#keeps = asks === 'keeps';
    this.#sourceIsOld = (side === 'input') === this.#keeps;
    this.#sources = this.#sourceIsOld ? before : after;
    this.#targets = this.#sourceIsOld ? after : before;
  }

  find(before: JsonSchema, after: JsonSchema): readonly Misfit[] {
    return this.#sourceIsOld ? this.#compare(before, after, '') : this.#compare(after, before, '');
  }

  #change(source: string, target: string): string {
    return this.#sourceIsOld ? `${target}, was ${source}` : `${source}, was ${target}`;
  }

  /** Says that values of the source do not fit the target. */
  #loss(values: string): string {
    if (this.#side === 'input') {
      return this.#keeps ? `no longer accepts ${values}` : `also accepts ${values}`;
    }
    return this.#keeps ? `may now be ${values}` : `is no longer ${values}`;
  }

  #compare(source: JsonSchema, target: JsonSchema, path: string): readonly Misfit[] {
    const isPending = this.#pending.some(([one, other]) => one === source && other === target);
    if (isPending) return [];
    if (this.#pending.length > MAX_DEPTH) return [{ path, what: 'is too deep to compare' }];
    const isNamed = source.$ref !== undefined && source.$ref === target.$ref;
    const here = isNamed ? nameIn(source.$ref) : path;
    this.#pending.push([source, target]);
    const misfits = this.#compareForms(
      formsOf(source, this.#sources),
      formsOf(target, this.#targets),
      here,
    );
    this.#pending.pop();
    return [...this.#compareDefaults(source, target, path), ...misfits];
  }

  /** A call that omits a field does something else with another default. */
  #compareDefaults(source: JsonSchema, target: JsonSchema, path: string): readonly Misfit[] {
    if (this.#side === 'output') return [];
    const one = toKey(dereference(source, this.#sources).default);
    const other = toKey(dereference(target, this.#targets).default);
    if (one === other) return [];
    const wasAbsent = this.#keeps ? one === undefined : other === undefined;
    // A new default is a gain.
    if (this.#keeps === wasAbsent) return [];
    return [{ path, what: `default ${this.#change(one ?? 'none', other ?? 'none')}` }];
  }

  #compareForms(
    sources: readonly Form[],
    targets: readonly Form[],
    path: string,
  ): readonly Misfit[] {
    return sources.flatMap((source) => {
      if (source.values === undefined) return this.#compareForm(source, targets, path);
      const lost = source.values.filter(
        (value) => !targets.some((target) => allowsValue(target, value)),
      );
      if (lost.length === 0) return [];
      return [{ path, what: this.#loss(lost.map(toKey).join(' or ')) }];
    });
  }

  /** Compares an alternative of the source with those of the target, one of which it has to fit. */
  #compareForm(source: Form, targets: readonly Form[], path: string): readonly Misfit[] {
    const isOfType = ({ type, values }: Form) =>
      values === undefined &&
      (type === undefined ||
        type === source.type ||
        (type === 'number' && source.type === 'integer'));
    const candidates = targets.filter(isOfType);
    const tag = (target: Form) => differingTag(source, target, this.#sources, this.#targets);
    const related = candidates.filter((target) => tag(target) === undefined);
    const [only] = candidates;
    if (only !== undefined && related.length === 0) {
      const name = tag(only) ?? '';
      const [kind] = formsOf(source.properties[name] ?? ANY, this.#sources);
      const noun = `an object whose ${name} is ${kind === undefined ? '' : nounOf(kind)}`;
      return [{ path, what: this.#loss(noun) }];
    }
    const [first, ...others] = related.map((target) =>
      this.#compareAlternative(source, target, path),
    );
    if (first === undefined) return [{ path, what: this.#loss(nounOf(source)) }];
    // The alternative that it fits best is the one that it most likely was.
    return others.reduce((best, each) => (each.length < best.length ? each : best), first);
  }

  #compareAlternative(source: Form, target: Form, path: string): readonly Misfit[] {
    const keywords = unmetKeywords(source, target).map((unmet) => ({
      path,
      what: `${unmet.keyword} ${this.#change(unmet.source, unmet.target)}`,
    }));
    return [
      ...keywords,
      ...this.#compareItems(source, target, path),
      ...this.#compareProperties(source, target, path),
      ...this.#compareAdditional(source, target, path),
    ];
  }

  #compareItems(source: Form, target: Form, path: string): readonly Misfit[] {
    if (source.type !== 'array') return [];
    const length = Math.max(source.prefixItems.length, target.prefixItems.length);
    const places = Array.from({ length }, (_, index) =>
      this.#compare(
        source.prefixItems[index] ?? source.items,
        target.prefixItems[index] ?? target.items,
        `${path}[${index}]`,
      ),
    );
    return [...places.flat(), ...this.#compare(source.items, target.items, `${path}[]`)];
  }

  #compareProperties(source: Form, target: Form, path: string): readonly Misfit[] {
    const names = new Set([
      ...Object.keys(source.properties),
      ...Object.keys(target.properties),
      ...target.required,
    ]);
    return [...names]
      .toSorted()
      .flatMap((name) => this.#compareProperty(name, source, target, path));
  }

  #compareProperty(name: string, source: Form, target: Form, path: string): readonly Misfit[] {
    const here = joinPath(path, name);
    const own = source.properties[name] ?? this.#open(source, this.#sources);
    const other = target.properties[name] ?? this.#open(target, this.#targets);
    const isMissing = target.required.has(name) && !source.required.has(name);
    if (own !== undefined && other !== undefined) {
      const what = `is ${this.#change('optional', 'required')}`;
      return [...(isMissing ? [{ path: here, what }] : []), ...this.#compare(own, other, here)];
    }
    // A field that one of them does not declare is never sent, and ignored by who receives it.
    const isNew = (this.#sourceIsOld ? own : other) === undefined;
    const isRejected = other === undefined && target.additional !== undefined;
    if (!isMissing && !isRejected && isNew === this.#keeps) return [];
    if (!isNew) return [{ path: here, what: 'was removed' }];
    const isRequired = (this.#sourceIsOld ? target : source).required.has(name);
    const isNeeded = this.#side === 'input' && isRequired;
    return [{ path: here, what: isNeeded ? 'is new and required' : 'is new' }];
  }

  /** Returns the schema of the fields that a form does not name; undefined where it has none. */
  #open({ additional }: Form, schemas: Schemas): JsonSchema | undefined {
    const isClosed = additional === undefined || formsOf(additional, schemas).length === 0;
    return isClosed ? undefined : additional;
  }

  #compareAdditional(source: Form, target: Form, path: string): readonly Misfit[] {
    const own = this.#open(source, this.#sources);
    const other = this.#open(target, this.#targets);
    if (own !== undefined && other !== undefined) {
      const key = `${path}[key]`;
      return [...this.#compare(own, other, key), ...this.#compareNames(source, target, path)];
    }
    const isLost = (this.#sourceIsOld ? own : other) !== undefined;
    const isGained = (this.#sourceIsOld ? other : own) !== undefined;
    const names = this.#compareNames(source, target, path);
    if (this.#keeps && (isLost || this.#rejectsOthers(source, target))) {
      return [...names, { path, what: 'has no fields any more beside those that it names' }];
    }
    if (!isGained || this.#keeps) return names;
    return [...names, { path, what: 'has fields beside those that it names' }];
  }

  /** Whether a target rejects fields that the source sends, or that were ignored. */
  #rejectsOthers(source: Form, target: Form): boolean {
    if (target.additional === undefined || source.type !== 'object') return false;
    if (this.#open(target, this.#targets) !== undefined) return false;
    const isIgnored = this.#side === 'input' && source.additional === undefined;
    return isIgnored || this.#open(source, this.#sources) !== undefined;
  }

  #compareNames(source: Form, target: Form, path: string): readonly Misfit[] {
    const { propertyNames } = target;
    if (propertyNames === undefined) return [];
    const allowed = formsOf(propertyNames, this.#targets);
    const names = Object.keys(source.properties);
    const rejected = names.filter((name) => !allowed.some((form) => allowsValue(form, name)));
    const declared = rejected.map((name) => ({
      path: joinPath(path, name),
      what: this.#loss('this name'),
    }));
    if (source.additional === undefined) return declared;
    const text: JsonSchema = { type: 'string' };
    const others = this.#compare(source.propertyNames ?? text, propertyNames, `${path}[key]`);
    return [...declared, ...others];
  }
}

/** Returns what fitted, or fits, one schema and not the other; an empty list if all does. */
export function findMisfits(
  before: JsonSchema,
  after: JsonSchema,
  comparison: Comparison,
): readonly Misfit[] {
  return new MisfitFinder(comparison).find(before, after);
}

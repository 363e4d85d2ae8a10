type Components = Readonly<Record<string, Readonly<Record<string, object>>>>;

const REF = /"#\/components\/(\w+)\/([\w.-]+)"/g;

/** Returns the components that something refers to, from `root` on; security schemes are kept. */
export function usedComponents<All extends Components>(root: object, components: All): All {
  const texts = [root];
  const used = new Map<string, Set<string>>();
  // The list grows while it is read.
  for (const part of texts) {
    for (const [, kind = '', name = ''] of JSON.stringify(part).matchAll(REF)) {
      const names = used.get(kind) ?? new Set();
      used.set(kind, names);
      const target = components[kind]?.[name];
      if (names.has(name) || target === undefined) continue;
      names.add(name);
      texts.push(target);
    }
  }
  const kept = Object.entries(components).map(([kind, all]) => {
    const isUsed = ([name]: [string, object]) =>
      kind === 'securitySchemes' || used.get(kind)?.has(name) === true;
    return [kind, Object.fromEntries(Object.entries(all).filter(isUsed))];
  });
  return Object.fromEntries(kept) as All;
}

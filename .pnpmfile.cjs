/** Removes from a map of exports the condition that points to sources, which no tarball has. */
function withoutSources(exports) {
  if (typeof exports !== 'object' || exports === null) return exports;
  const kept = Object.entries(exports).filter(([condition]) => condition !== '@trastienda/source');
  return Object.fromEntries(kept.map(([name, target]) => [name, withoutSources(target)]));
}

module.exports = {
  hooks: {
    /** Makes the manifest of a tarball from that of the workspace: nothing that only works here. */
    beforePacking({ scripts, devDependencies, exports, ...manifest }) {
      return exports === undefined ? manifest : { ...manifest, exports: withoutSources(exports) };
    },
  },
};

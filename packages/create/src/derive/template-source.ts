/** A file or folder of the repository and where it is in the project. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** How a template is derived from this repository. */
export interface TemplateSource {
  /** Packages that become those of the application, or folders of such packages. */
  readonly packages: readonly Move[];
  /** Files and folders that come along beside them. */
  readonly others: readonly Move[];
  /** Paths in the project that stay behind, because they concern this repository only. */
  readonly without: readonly string[];
  /** Globs of programs for a terminal, which write to the console. */
  readonly programs: readonly string[];
  /**
   * Whether its packages have builds, and resolve to each other's sources by a condition of their
   * exports. Otherwise a package exports its sources.
   */
  readonly hasBuilds: boolean;
}

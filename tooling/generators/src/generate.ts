import { generateInApp } from './app-layout/generate-in-app.ts';
import { type ChangedPaths, createChanges } from './changes.ts';
import type { Application } from './layout.ts';
import { generateInPackages } from './packages-layout/generate-in-packages.ts';
import type { GeneratorRequest, NextSteps } from './request.ts';

/** What a generator has written, or would write. */
export interface Generated extends ChangedPaths {
  readonly nextSteps: NextSteps;
}

/**
 * Generates what a request asks for. Writes all files or none, and overwrites nothing.
 * @throws {GeneratorError} when the request does not fit the application.
 */
export function generate(
  { layout, root }: Application,
  request: GeneratorRequest,
  { isDryRun }: { readonly isDryRun: boolean },
): Generated {
  const changes = createChanges(root);
  const nextSteps =
    layout === 'packages' ? generateInPackages(changes, request) : generateInApp(changes, request);
  const paths = changes.paths();
  if (!isDryRun) changes.write();
  return { ...paths, nextSteps };
}

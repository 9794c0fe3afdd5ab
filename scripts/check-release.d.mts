export function findProblems(release: {
  tag: string;
  manifest: { version: string; repository?: unknown };
  changelog: string;
  workflows: string[];
  documents: Map<string, string>;
}): string[];

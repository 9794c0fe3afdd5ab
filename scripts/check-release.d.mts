export function findProblems(release: {
  tag: string;
  manifest: Record<string, unknown>;
  changelog: string;
  workflows: string[];
  documents: Map<string, string>;
}): string[];

import type { Editor, TraitProperties } from 'grapesjs';

/** An attribute as `junction-connect/custom-elements.json` describes it. */
export interface ManifestAttribute {
  name: string;
  type?: { text: string };
  default?: string;
  description?: string;
}

/** What `junction-connect/integrity.json` holds: where the script of one version is, and its hash. */
export interface PinnedScript {
  url: string;
  integrity: string;
}

export interface JunctionConnectOptions {
  /** `junction-connect/custom-elements.json`, parsed. */
  manifest: object;
  /** `junction-connect/integrity.json`, parsed. */
  script: PinnedScript;
  /** What the block starts with, by the names of the attributes. */
  attributes?: Record<string, string | boolean>;
}

export default function junctionConnect(editor: Editor, options: JunctionConnectOptions): void;
export function scriptTag(script: PinnedScript): string;
export function toTrait(attribute: ManifestAttribute): TraitProperties;

import type { Editor, TraitProperties } from 'grapesjs';

/** An attribute as `junction-connect/custom-elements.json` describes it. */
export interface ManifestAttribute {
  name: string;
  type?: { text: string };
  default?: string;
  description?: string;
}

/** The content of `junction-connect/integrity.json`: the address of the script in one version, and its hash. */
export interface PinnedScript {
  url: string;
  integrity: string;
}

export interface JunctionConnectOptions {
  /** `junction-connect/custom-elements.json`, parsed. */
  manifest: object;
  /** `junction-connect/integrity.json`, parsed. */
  script: PinnedScript;
  /** The attributes of a new block, by their names. */
  attributes?: Record<string, string | boolean>;
}

/** The settings of the published page for all its elements. `configurePage()` of the package takes the same. */
export interface PageSettings {
  /** The addresses of your token endpoints, of any origin. Authors can then name no other one, except at `allowedOrigins`. */
  tokenEndpoints?: readonly string[];
  /** Other origins, such as `https://www.example.com`, that authors may name: in `success-url`, `exit-url`, `error-url` and `token-endpoint`. */
  allowedOrigins?: readonly string[];
}

export default function junctionConnect(editor: Editor, options: JunctionConnectOptions): void;
export function scriptTag(script: PinnedScript, settings?: PageSettings): string;
export function toTrait(attribute: ManifestAttribute): TraitProperties;

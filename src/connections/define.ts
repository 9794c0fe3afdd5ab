import { define } from '../element/define.js';
import { connectionsLanguages } from '../i18n/connections/languages.js';
import { addMessages } from '../i18n/messages-store.js';
import { JunctionConnections } from './junction-connections.js';

/**
 * Registers `<junction-connections>`, `<junction-connect>`, and the texts of the list. Does nothing if another copy of the
 * package has registered the list already.
 */
export function defineConnections(): void {
  define();
  if (customElements.get('junction-connections')) return;
  for (const [language, texts] of Object.entries(connectionsLanguages)) addMessages(language, texts);
  customElements.define('junction-connections', JunctionConnections);
}

import type { JunctionConnect } from '../element/junction-connect.js';
import type { SettingsElement } from '../element/settings-element.js';

/** A kind of placeholder: the element that it shows, and what that element takes from its node. */
export interface PlaceholderKind<Shown extends SettingsElement = SettingsElement> {
  /** The tag name of the element. The attribute of a placeholder is this name after `data-`. */
  readonly name: 'junction-connect' | 'junction-connections';
  /** Matches the placeholders. */
  readonly selector: string;
  /** The word for the element in console lines for the site's owner. */
  readonly noun: string;
  /** The parts of the element. A page can also style them on the placeholder: `div::part(button)`. */
  readonly parts: string;
  /** The slots of the element that show children of the node. The default slot has an empty name. */
  readonly slots: readonly string[];
  /** Shows the text of a node that can have no shadow root. If missing, that text is hidden. */
  setText?(element: Shown, text: string): void;
  /** Does the same as a person's press, for a click by a script. An element with several controls has no such function. */
  press?(element: Shown): void;
}

/** `data-junction-connect` shows a `<junction-connect>`. */
export const buttonKind: PlaceholderKind<JunctionConnect> = {
  name: 'junction-connect',
  selector: '[data-junction-connect]:not(script, junction-connect)',
  noun: 'button',
  parts: 'button, label, spinner, message, icon, link',
  slots: ['', 'trigger'],
  setText(element, text) {
    element.label = text;
  },
  press(element) {
    void element.open();
  },
};

/** `data-junction-connections` shows a `<junction-connections>`. */
export const listKind: PlaceholderKind = {
  name: 'junction-connections',
  // A node with both attributes shows the button. Otherwise both elements would be put in the first place of the node.
  selector: '[data-junction-connections]:not([data-junction-connect], script, junction-connections)',
  noun: 'list',
  parts: 'list, row, logo, name, state, connect, disconnect, message',
  slots: ['empty', 'error'],
};

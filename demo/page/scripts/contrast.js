// @ts-check
/** Says whether people can read a text in the chosen colours. Pure functions. */

/** The lowest contrast that WCAG 2 allows for a text of ordinary size (success criterion 1.4.3, level AA). */
const minContrast = 4.5;

/** The colour of a button's text in browsers that cannot compute one. Source: `src/element/styles.ts`. */
const fallbackTextColour = '#ffffff';

/**
 * Returns what to do if a text on the accent can have too little contrast. Returns undefined if the accent is fine.
 *
 * The element computes the colour of the text, so that the contrast is high enough with every accent. With `outlined` and
 * `plain`, the text is a shade of the accent. Browsers that cannot compute colours show the fallback on a `filled` button. The
 * other appearances have the colour of the page's text there. A list has `filled` buttons, too.
 *
 * @param {import('./snippets.js').Choices} choices
 */
export function accentProblem({ attributes, look }) {
  const accent = new Map(look).get('--junction-connect-accent');
  const isFilled = attributes.every(([name, value]) => name !== 'appearance' || value === 'filled');
  const contrast = accent && isFilled ? contrastOf(accent, fallbackTextColour) : undefined;
  if (contrast === undefined || contrast >= minContrast) return undefined;
  const rounded = (Math.floor(contrast * 10) / 10).toFixed(1);
  return (
    `Choose a darker colour. Browsers older than Chrome 123, Firefox 128 and Safari 18 show a white text on this one, ` +
    `with a contrast of ${rounded}:1. A text needs at least ${minContrast}:1.`
  );
}

/**
 * Returns the contrast of two colours, from 1 to 21. The order does not matter.
 *
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 * @param {string} one `#rrggbb`, as an input of the type `color` has it
 * @param {string} other
 * @returns {number | undefined} undefined if one of the texts is no such colour
 */
export function contrastOf(one, other) {
  const luminances = [one, other].map(luminanceOf);
  if (!luminances.every((luminance) => luminance !== undefined)) return undefined;
  return (Math.max(...luminances) + 0.05) / (Math.min(...luminances) + 0.05);
}

/**
 * Returns the relative luminance of a colour, from 0 (black) to 1 (white).
 *
 * @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
 * @param {string} colour
 */
function luminanceOf(colour) {
  const channels = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(colour)?.slice(1);
  const [red = 0, green = 0, blue = 0] = (channels ?? [])
    .map((channel) => parseInt(channel, 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return channels && 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

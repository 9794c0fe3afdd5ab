import { html } from 'hono/html';
import type { NamedProvider } from '../../junction/providers.js';

/** The colors of the tiles. White text on each of them has a contrast of more than 4.5 to 1. */
const colors = ['#0a6f68', '#2f5bb7', '#7a3fa0', '#a8326b', '#a3402a', '#7d5a00', '#3a6b1f', '#4a5568'];

const colorOf = (slug: string): string => {
  const sum = [...slug].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 9973, 7);
  return colors[sum % colors.length]!;
};

/** Returns the first letters of the first two words. It ignores text in parentheses. */
const initialsOf = (name: string): string =>
  name
    .replace(/\(.*\)/, '')
    .trim()
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word[0]!.toUpperCase())
    .join('');

/**
 * Returns a tile with the initials of a provider. It takes the place of the real logo, which is a trademark. Screen readers
 * ignore it, because the pages always show the provider's name as text, too.
 */
export const monogram = ({ slug, name }: NamedProvider, className = 'monogram') => html`
<svg xmlns="http://www.w3.org/2000/svg" class="${className}" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true">
  <rect width="40" height="40" rx="10" fill="${colorOf(slug)}"/>
  <text x="20" y="21" fill="#fff" font-family="system-ui, sans-serif" font-size="16" font-weight="600"
    text-anchor="middle" dominant-baseline="central">${initialsOf(name)}</text>
</svg>`;

import { svg, type SVGTemplateResult } from 'lit';

/** Icons of Lucide 1.62.0 (https://lucide.dev). `icons.LICENSE` has their licence. */

/** Lucide's `circle-check`. */
export const successIcon: SVGTemplateResult = svg`<circle cx="12" cy="12" r="10"></circle><path d="m16 9-5.5 5.5L8 12"></path>`;

/** Lucide's `circle-alert`. */
export const errorIcon: SVGTemplateResult = svg`<circle cx="12" cy="12" r="10"></circle><line x1="12" x2="12" y1="8" y2="12"></line><line x1="12" x2="12.01" y1="16" y2="16"></line>`;

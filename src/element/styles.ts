/** A template tag that editors, Prettier and the minifier recognize. Lit's own `css` also supports nested style sheets. */
const css = String.raw;

/**
 * The style sheet of the element. Names with `--_` are its own. The page sets the ones with `--junction-connect-`, which
 * docs/theming.md explains.
 *
 * Browsers compute the colors from the accent. Chrome 123, Safari 18 and Firefox 128 can do that. In older ones, the text of
 * the button is white, and other texts have the color of the page.
 */
export const styles = css`
  :host(:not([hidden])) {
    display: inline-flex;
    flex-direction: column;
    align-items: var(--junction-connect-align, start);
    max-inline-size: 100%;
  }
  :host {
    --_accent: var(--junction-connect-accent, #0a6f68);
    --_background: var(--junction-connect-background, var(--_accent));
    --_on-background: #fff;
    --_hover-background: var(--_background);
    --_accent-text: currentColor;
  }
  @supports (color: color(from red xyz x y z)) and (color: light-dark(lab(from red min(l, 45) a b), red)) {
    :host {
      /* Black or white, whichever has the higher contrast. It is at least 4.5:1: the two are equal where y is 0.179. */
      --_is-dark: clamp(0, (0.179 - y) * 10000, 1);
      --_is-light: clamp(0, (y - 0.179) * 10000, 1);
      --_on-background: color(
        from var(--_background) xyz calc(0.9505 * var(--_is-dark)) var(--_is-dark) calc(1.089 * var(--_is-dark)) / 1
      );
      /* Under a pointer, moves the background away from the color of the text, so that the contrast grows. */
      --_hover-background: color-mix(
        in oklab,
        var(--_background) 86%,
        color(
          from var(--_background) xyz calc(0.9505 * var(--_is-light)) var(--_is-light) calc(1.089 * var(--_is-light)) /
            1
        )
      );
      /* Dark enough for a text on the light canvas, and light enough for one on the dark canvas. */
      --_accent-text: light-dark(
        lab(from var(--_accent) min(l, 45) a b),
        lab(from var(--_accent) max(l, 66) calc(a * 0.7) calc(b * 0.7))
      );
    }
  }

  /* The box around the button. In a host with "display: block" it is as wide as the host, and so is the button. */
  slot[name='trigger'] {
    display: block;
    max-inline-size: 100%;
  }
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  [part='button'] {
    position: relative;
    display: block;
    box-sizing: border-box;
    inline-size: 100%;
    padding: var(--junction-connect-padding, var(--_padding));
    border: var(--junction-connect-border, 1px solid transparent);
    border-radius: var(--junction-connect-border-radius, 0.5rem);
    font: var(--junction-connect-font, inherit);
    text-align: center;
    overflow-wrap: anywhere;
  }
  .small {
    --_padding: 0.25em 1.25em;
    min-block-size: max(2rem, 32px);
  }
  .medium {
    --_padding: 0.5em 1.5em;
    min-block-size: max(2.75rem, 44px);
  }
  .large {
    --_padding: 0.75em 2em;
    min-block-size: max(3.5rem, 56px);
  }
  /* On the label: on the button it would replace the size of '--junction-connect-font'. */
  .small [part='label'] {
    font-size: 0.875em;
  }
  .large [part='label'] {
    font-size: 1.125em;
  }
  .filled {
    background: var(--_background);
    color: var(--junction-connect-color, var(--_on-background));
  }
  .outlined,
  .plain {
    background: var(--junction-connect-background, transparent);
    color: var(--junction-connect-color, var(--_accent-text));
  }
  .outlined {
    border: var(--junction-connect-border, 1px solid);
  }
  .plain {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  /* Forced colors take the shadow away, and reduced motion the movement. So the text changes, too. */
  @media (hover: hover) {
    [part='button']:hover:enabled {
      text-decoration: underline;
      text-underline-offset: 0.2em;
    }
    .filled:hover:enabled {
      background: var(--junction-connect-hover-background, var(--_hover-background));
    }
    .outlined:hover:enabled,
    .plain:hover:enabled {
      background: var(--junction-connect-hover-background, var(--junction-connect-background, transparent));
      box-shadow: inset 0 0 0 1px;
    }
    .plain:hover:enabled {
      text-decoration-thickness: 0.15em;
    }
  }
  [part='button']:active:enabled {
    translate: 0 1px;
  }
  :focus-visible {
    outline: 3px solid var(--junction-connect-focus-color, var(--_accent-text));
    outline-offset: 2px;
  }
  :disabled {
    opacity: 0.5;
    cursor: default;
  }

  /* It turns in the padding, so that the button keeps its size. */
  [part='spinner'] {
    position: absolute;
    inset-block-start: calc(50% - 0.45em);
    inset-inline-start: 0.2em;
    box-sizing: border-box;
    inline-size: 0.9em;
    block-size: 0.9em;
    border: 0.15em dotted;
    border-radius: 50%;
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  [part='message'] {
    /* A line with the link is at least 24 px high. */
    --_last-line: max(1.5em, 24px);
    --_kept-free: var(--junction-connect-message-min-height, var(--_last-line));
    --_gap: var(--junction-connect-gap, 0.25rem);
    min-block-size: var(--_kept-free);
    max-inline-size: 30em;
    margin-block-start: var(--_gap);
    color: var(--junction-connect-message-color, inherit);
    font: var(--junction-connect-message-font, inherit);
    font-size: 0.875em;
    line-height: 1.5;
    text-align: var(--junction-connect-align, start);
    overflow-wrap: anywhere;
  }
  @media (max-width: 319.9px) {
    [part='message'] {
      --_kept-free: var(--junction-connect-message-min-height, calc(1.5em + var(--_last-line)));
    }
  }
  /*
   * Where the page keeps nothing free, an empty message has no gap either: the element is as high as its button. The
   * declaration is invalid for a 0 without a unit, and then the gap is 0, too.
   */
  [part='message']:empty {
    margin-block-start: min(var(--_gap), 1000 * var(--_kept-free));
  }
  /* Screen readers say it at once. A text for less than a second would only flicker. */
  .loading {
    animation: appear 1ms 1s both;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  /* Only screen readers need it: the person has closed Link, and sees that. */
  .announcement {
    position: absolute;
    clip-path: inset(50%);
  }
  [part='icon'] {
    inline-size: 1.15em;
    block-size: 1.15em;
    margin-inline-end: 0.35em;
    vertical-align: -0.2em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .success [part='icon'] {
    color: var(--junction-connect-success-color, light-dark(#0a6f68, #57d0c4));
  }
  .error [part='icon'] {
    color: var(--junction-connect-error-color, light-dark(#b3261e, #ffb4ab));
  }
  [part='link'] {
    display: inline-block;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    line-height: inherit;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  @media (prefers-reduced-motion) {
    [part='spinner'] {
      animation: none;
    }
    [part='button']:active:enabled {
      translate: none;
    }
  }
  @media (forced-colors: active) {
    :disabled {
      border-color: GrayText;
      color: GrayText;
      opacity: 1;
    }
    /* The browser does not force the colors of SVG. */
    .success [part='icon'],
    .error [part='icon'] {
      color: inherit;
    }
  }
  @media print {
    [part='button'] {
      border: 1px solid;
      background: none;
      color: inherit;
    }
    [part='spinner'] {
      display: none;
    }
  }
`;

/**
 * The style attribute of `StuckBar`. The bar can be a child of the body. So the declarations that keep it visible are
 * `!important`, to win over the style sheets of the page.
 */
export const barStyle = `
  all: initial;
  position: fixed !important;
  inset: auto 0 0 !important;
  z-index: 2147483647 !important;
  display: flex !important;
  visibility: visible !important;
  opacity: 1 !important;
  pointer-events: auto !important;
  flex-wrap: wrap;
  align-items: center;
  justify-content: center;
  gap: 0.25rem 0.75rem;
  max-height: 40vh;
  overflow: auto;
  padding: 0.25rem 1rem;
  border-top: 1px solid GrayText;
  background: Canvas;
  color: CanvasText;
  color-scheme: light dark;
  font: 1rem/1.4 system-ui;
`;

/** The style sheet of the text and the buttons in `StuckBar`. */
export const barContentStyles = css`
  p,
  button {
    unicode-bidi: plaintext; /* The text may have another direction than the page. */
  }
  p {
    margin: 0;
  }
  button {
    min-height: 2.75rem;
    padding: 0.25rem 1rem;
    border: 1px solid;
    border-radius: 0.5rem;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  @media (max-height: 24rem) {
    button {
      min-height: 1.5rem; /* In a low window, as with a large zoom, the bar must not cover the middle of Link. */
      padding-block: 0;
    }
  }
`;

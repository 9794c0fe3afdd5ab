/** A template tag that editors, Prettier and the minifier recognize. Lit's own `css` also supports nested style sheets. */
const css = String.raw;

export const styles = css`
  :host(:not([hidden])) {
    display: inline-block;
  }
  .loading {
    position: absolute;
    clip-path: inset(50%);
  }
  [part='message'] {
    line-height: 2.5;
  }
  button {
    min-height: 2.75rem;
    padding: 0.5rem 1.25rem;
    border: 1px solid transparent;
    border-radius: var(--junction-connect-border-radius, 0.5rem);
    background: var(--junction-connect-background, #0a6f68);
    color: var(--junction-connect-color, #fff);
    font: inherit;
    cursor: pointer;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  [part='spinner'] {
    display: inline-block;
    margin-inline-end: 0.5em;
    padding: 0.3em;
    border: 3px dotted;
    border-radius: 50%;
    animation: turn 1s linear infinite;
  }
  @media (prefers-reduced-motion) {
    [part='spinner'] {
      animation: none;
    }
  }
  a {
    color: inherit;
  }
  :disabled {
    opacity: 0.5;
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

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

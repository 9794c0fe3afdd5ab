/** A template tag that editors, Prettier and the minifier recognize. */
const css = String.raw;

/** The style sheet of the list. It uses the custom properties of `<junction-connect>`, which docs/theming.md explains. */
export const styles = css`
  :host(:not([hidden])) {
    display: block;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li:not([hidden]) {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
    padding-block: 0.75rem;
  }
  li + li {
    border-block-start: 1px solid color-mix(in srgb, currentColor 20%, transparent);
  }
  [part='logo'] {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    border: 1px solid color-mix(in srgb, currentColor 20%, transparent);
    border-radius: 0.5rem;
    overflow: hidden;
    font-weight: 600;
  }
  img {
    inline-size: 2rem;
    block-size: 2rem;
    object-fit: contain;
  }
  .about {
    display: flex;
    flex: 1 1 9rem;
    flex-direction: column;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  [part='name'] {
    font-weight: 600;
  }
  [part='state'],
  [part='message'],
  .question {
    font-size: 0.875em;
    line-height: 1.5;
  }
  svg {
    inline-size: 1.15em;
    block-size: 1.15em;
    margin-inline-end: 0.25em;
    vertical-align: -0.2em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .connected [part='state'] svg {
    color: var(--junction-connect-success-color, light-dark(#15803d, #4ade80));
  }
  .error [part='state'] svg {
    color: var(--junction-connect-error-color, light-dark(#b91c1c, #f87171));
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    max-inline-size: 100%;
  }
  junction-connect {
    --junction-connect-message-min-height: 0;
  }
  /*
   * The row says that the provider is connected, so the button is hidden. The message stays for screen readers. The element
   * is out of the flow, so that it has no gap.
   */
  .connected junction-connect {
    position: absolute;
  }
  .connected junction-connect::part(button) {
    display: none;
  }
  .connected junction-connect::part(message) {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    min-block-size: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button {
    min-block-size: max(2rem, 32px);
    padding: 0.25em 1em;
    border: 1px solid;
    border-radius: var(--junction-connect-border-radius, 0.5rem);
    background: none;
    color: inherit;
    font: var(--junction-connect-font, inherit);
    font-size: 0.875em;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  button:focus-visible,
  input:focus-visible,
  .question:focus-visible,
  ul:focus-visible,
  [role='status']:focus-visible,
  li:focus-visible {
    outline: 2px solid var(--junction-connect-focus-color, currentColor);
    outline-offset: 2px;
  }
  [aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  input {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: max(2.75rem, 44px);
    padding: 0.5em 0.75em;
    border: 1px solid;
    border-radius: var(--junction-connect-border-radius, 0.5rem);
    background: none;
    color: inherit;
    font: inherit;
  }
  .question {
    flex-basis: 100%;
    padding: 0.75rem;
    border: 1px solid color-mix(in srgb, currentColor 20%, transparent);
    border-radius: var(--junction-connect-border-radius, 0.5rem);
  }
  .question p {
    margin-block: 0.25rem 0.75rem;
  }
  .question button {
    margin-inline-end: 0.5rem;
    font-size: 1em;
  }
  .retry {
    display: block;
    margin-block-start: 0.5rem;
    font-size: 1em;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  [part='message'].loading {
    animation: appear 0s 1s backwards;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
`;

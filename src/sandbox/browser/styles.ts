/**
 * The style sheet of Link's pages. The contrast is that of WCAG AA, in the light and in the dark scheme: at least 4.5 to 1 for
 * text, and 3 to 1 for the edges that show where a control is.
 */
export const styles = /* css */ `
:root {
  color-scheme: light dark;
  --ground: #eef1f4;
  --panel: #fff;
  --text: #1a212c;
  --muted: #566072;
  --line: #dfe3e9;
  --edge: #7c8696;
  --hover: #f3f6f8;
  --accent: #0a6f68;
  --on-accent: #fff;
  --note: #fff3d1;
  --on-note: #5a4100;
  --wrong: #b3261e;
  --dim: rgb(15 20 28 / 0.55);
  font: 1rem/1.5 system-ui, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1318;
    --panel: #1a2029;
    --text: #eef1f5;
    --muted: #a9b3c1;
    --line: #2e3643;
    --edge: #7f8a9b;
    --hover: #242c38;
    --accent: #63d2c6;
    --on-accent: #06201e;
    --note: #352a0c;
    --on-note: #f4dd9c;
    --wrong: #f2a39b;
    --dim: rgb(0 0 0 / 0.65);
  }
}
* {
  box-sizing: border-box;
}
body {
  display: grid;
  place-items: center;
  height: 100vh;
  height: 100dvh;
  margin: 0;
  color: var(--text);
}
.hosted body {
  background: var(--ground);
}
.embedded body {
  background: var(--dim);
}
.panel {
  display: flex;
  flex-direction: column;
  width: 26rem;
  max-width: 100%;
  height: 38.5rem; /* It cuts a row in half, which shows that the list goes on below. */
  max-height: calc(100% - 2rem);
  overflow: hidden;
  border-radius: 1rem;
  background: var(--panel);
  box-shadow: 0 1rem 3rem rgb(15 20 28 / 0.25);
}
header {
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 1rem;
  padding: 0.5rem 0.5rem 0.5rem 1.5rem;
  background: var(--note);
  color: var(--on-note);
}
header p {
  margin: 0;
  color: inherit;
  font-size: 0.8125rem;
  line-height: 1.35;
  text-wrap: balance;
}
main {
  display: flex;
  flex: 1;
  flex-direction: column;
  min-height: 0;
  padding-top: 1.5rem;
}
h1 {
  margin: 0;
  font-size: 1.375rem;
  font-weight: 650;
  letter-spacing: -0.01em;
  line-height: 1.25;
  text-wrap: balance;
}
main > h1,
main > p {
  margin-inline: 1.5rem;
}
p {
  margin: 0.375rem 0 0;
  color: var(--muted);
  text-wrap: pretty;
}
a {
  color: var(--accent);
}
.notice {
  margin-top: 1rem;
  padding: 0.625rem 0.875rem;
  border-radius: 0.625rem;
  background: var(--note);
  color: var(--on-note);
}
button {
  min-height: 2.75rem;
  padding: 0.5rem 1rem;
  border: 1px solid var(--edge);
  border-radius: 0.625rem;
  background: transparent;
  color: inherit;
  font: inherit;
  font-weight: 550;
  cursor: pointer;
}
button:hover {
  background: var(--hover);
}
.quiet {
  border-color: transparent;
  text-decoration: underline;
  text-underline-offset: 0.2em;
}
.quiet:hover {
  background: rgb(128 128 128 / 0.15);
}
.primary {
  border-color: transparent;
  background: var(--accent);
  color: var(--on-accent);
}
.primary:hover {
  background: color-mix(in srgb, var(--accent) 88%, var(--text));
}
:focus-visible {
  outline: 3px solid var(--accent);
  outline-offset: 2px;
}
main > form {
  display: flex;
  flex: 1;
  min-height: 0;
  margin-top: 1rem;
  border-top: 1px solid var(--line);
}
ul {
  flex: 1;
  margin: 0;
  padding: 0.5rem 0.75rem;
  overflow-y: auto;
  overscroll-behavior: contain;
  list-style: none;
}
li button {
  display: flex;
  align-items: center;
  gap: 0.875rem;
  width: 100%;
  padding: 0.5rem 0.75rem;
  border-color: transparent;
  text-align: start;
}
li button:focus-visible {
  outline-offset: -2px;
}
li button::after {
  width: 0.5rem;
  height: 0.5rem;
  margin-inline: auto 0.25rem;
  border: solid var(--edge);
  border-width: 2px 2px 0 0;
  rotate: 45deg;
  content: '';
}
li span {
  min-width: 0;
  overflow-wrap: anywhere;
}
.monogram {
  flex: none;
}
.large {
  width: 3.5rem;
  height: 3.5rem;
  margin-bottom: 1rem;
}
.center {
  margin-block: auto;
  padding: 0 1.5rem 2rem;
  overflow-y: auto;
  text-align: center;
}
.center a {
  display: inline-block;
  padding: 0.625rem;
}
.actions {
  display: grid;
  gap: 0.75rem;
  margin-block: 1.25rem 0.5rem;
  padding: 0.25rem;
}
label {
  display: grid;
  gap: 0.25rem;
  font-weight: 550;
  text-align: start;
}
input {
  width: 100%;
  min-height: 2.75rem;
  padding: 0.5rem 0.75rem;
  border: 1px solid var(--edge);
  border-radius: 0.625rem;
  background: transparent;
  color: inherit;
  font: inherit;
  font-weight: 400;
}
input[aria-invalid] {
  border-color: var(--wrong);
  box-shadow: inset 0 0 0 1px var(--wrong);
}
.actions .notice {
  margin: 0;
  text-align: start;
}
details {
  margin-top: 0.5rem;
}
summary {
  padding: 0.625rem;
  border-radius: 0.625rem;
  color: var(--muted);
  cursor: pointer;
}
details ul {
  display: grid;
  gap: 0.5rem;
  padding: 0.5rem 0 0;
}
code,
details li button {
  font-family: ui-monospace, monospace;
  overflow-wrap: anywhere;
}
details li button {
  display: block;
  border-color: var(--edge);
  font-size: 0.875rem;
  text-align: center;
}
details li button::after {
  display: none;
}
@media (max-width: 480px) {
  .panel {
    width: 100%;
    height: 100%;
    max-height: none;
    border-radius: 0;
  }
}
@media (max-height: 30rem) {
  .panel {
    height: 100%;
    max-height: none;
  }
  main,
  main > form {
    display: block;
    overflow-y: auto;
  }
}
@media (forced-colors: active) {
  .panel {
    border: 1px solid;
  }
}
`;

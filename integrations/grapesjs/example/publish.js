import script from 'junction-connect/integrity.json' with { type: 'json' };
import { scriptTag } from '../junction-connect.js';

/** The page that visitors get; the HTML that GrapesJS saves is its body, with the tag. */
export const publish = ({ html, css }) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Your devices</title>
    <style>${css}</style>
    ${scriptTag(script)}
  </head>
  ${html}
</html>`;

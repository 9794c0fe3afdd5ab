import script from 'junction-connect/integrity.json' with { type: 'json' };
import { scriptTag } from '../junction-connect.js';

/** Authors can name no endpoint but this one. */
const settings = { tokenEndpoints: ['/api/link-token'] };

/** Returns the page that visitors get. The HTML that GrapesJS saves is its body, with the `<body>` tag. */
export const publish = ({ html, css }) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Your devices</title>
    <style>${css}</style>
    ${scriptTag(script, settings)}
  </head>
  ${html}
</html>`;

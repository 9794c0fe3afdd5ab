import { readFileSync } from 'node:fs';

const report = readFileSync(new URL('report.js', import.meta.url), 'utf8');

/**
 * A page of the site that carries the script.
 *
 * @param link The origin where Link lives.
 * @param body What the page shows.
 */
export const sitePage = (link: string, body: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>A shop</title>
<link rel="icon" href="data:,">
<script>${report}</script>
<script src="/standalone.js"></script>
<script>customElements.get('junction-connect').configureLink({ script: '${link}/initialize.js', origins: ['${link}'] })</script>
${body}
</html>`;

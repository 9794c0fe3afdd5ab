/** `npm run states` runs this: it draws the pictures of all states in the documentation. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawConnections } from './connections-sheet.js';
import { launchForPicture } from './picture.js';
import { root } from './root.js';
import { drawStates } from './states-sheet.js';

const browser = await launchForPicture();
for (const [name, draw] of [
  ['states.png', drawStates],
  ['connections.png', drawConnections],
] as const) {
  writeFileSync(join(root, 'docs', name), await draw(browser));
  console.log(`docs/${name}: look at it before you commit it.`);
}
await browser.close();

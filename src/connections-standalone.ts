import { runScript } from './placeholders/run-script.js'; // Before everything that imports Lit.
import { defineConnections } from './connections/define.js';
import { buttonKind, listKind } from './placeholders/kinds.js';

runScript(defineConnections, [buttonKind, listKind]);

import { runScript } from './placeholders/run-script.js'; // Before everything that imports Lit.
import { define } from './element/define.js';
import { buttonKind } from './placeholders/kinds.js';

runScript(define, [buttonKind]);

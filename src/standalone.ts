import { stopExplainingRefusal } from './element/prepare-for-lit.js'; // Before everything that imports Lit.
import { define } from './element/define.js';
import { addElementAfterScript } from './placeholders/add-element-after-script.js';
import { currentScriptTag, readScriptTag } from './placeholders/script-tag.js';
import { showPlaceholders } from './placeholders/show-placeholders.js';

stopExplainingRefusal();
const script = currentScriptTag();
readScriptTag(script);
define();
showPlaceholders();
addElementAfterScript(script);

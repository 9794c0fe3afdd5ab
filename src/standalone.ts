import { litIsLoaded } from './element/explain-refused-lit.js'; // Before everything that imports Lit.
import { define } from './element/define.js';
import { addElementAfterScript } from './placeholders/add-element-after-script.js';
import { currentScriptTag, readPageSettings } from './placeholders/script-tag.js';
import { showPlaceholders } from './placeholders/show-placeholders.js';

litIsLoaded();
const script = currentScriptTag();
readPageSettings(script);
define();
showPlaceholders();
addElementAfterScript(script);

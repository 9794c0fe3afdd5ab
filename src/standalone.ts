import { define } from './element/define.js';
import { addElementAfterScript } from './placeholders/add-element-after-script.js';
import { showPlaceholders } from './placeholders/show-placeholders.js';

define();
showPlaceholders();
addElementAfterScript();

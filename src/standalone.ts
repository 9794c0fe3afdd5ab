import { define } from './element/define.js';
import { addElementAfterScript } from './placeholders/add-element-after-script.js';
import { replacePlaceholders } from './placeholders/replace-placeholders.js';

define();
replacePlaceholders();
addElementAfterScript();

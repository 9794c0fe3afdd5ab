import { define } from './element/define.js';
import { addBehindScript } from './placeholders/add-behind-script.js';
import { replacePlaceholders } from './placeholders/replace-placeholders.js';

define();
replacePlaceholders();
addBehindScript();

import { define } from './element/define.js';
import { replacePlaceholders, standForScript } from './element/placeholders.js';

define();
replacePlaceholders();
standForScript();

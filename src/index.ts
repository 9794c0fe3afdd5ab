import { define } from './element/define.js';

define();

export * from './element.js';

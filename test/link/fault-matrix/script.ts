import { linkScriptUrl } from '../../../src/link/link-location.js';
import { json } from '../../support/fake-platform.js';
import { settle, token } from '../../support/fault-matrix.js';
import { fail } from './acts.js';
import { left, notEmbedded, type Row, scriptStays, shown } from './row.js';

/** Adds a tag for Link's script that the browser does not load, as a page may have it. */
function addPageTag(type: string): HTMLScriptElement {
  const tag = document.createElement('script');
  tag.type = 'text/plain';
  tag.src = linkScriptUrl();
  document.body.append(tag);
  tag.type = type;
  return tag;
}

export const scriptRows: Row[] = [
  {
    step: 'script',
    fault: 'never',
    what: 'the script does not load',
    given: { isScriptHeld: true },
    async act(run) {
      run.start();
      await settle();
      run.platform.expireTimeout();
      await run.launched;
    },
    then: notEmbedded(),
  },
  {
    step: 'script',
    fault: 'never',
    what: "a consent tool holds back the page's own tag",
    given: { isScriptHeld: true },
    async act(run) {
      addPageTag('text/plain');
      run.start();
      await settle();
      run.loadScript();
      await run.launched;
    },
    then: { embed: scriptStays(shown().embed), auto: scriptStays(shown().auto) },
  },
  {
    step: 'script',
    fault: 'never',
    what: "the page's own tag does not load, and then ours does not load",
    given: { isScriptHeld: true },
    async act(run) {
      const tag = addPageTag('module');
      run.start();
      await settle();
      await run.wait(1000);
      run.failScript();
      await settle();
      run.platform.expireTimeout();
      await run.launched;
      tag.remove();
    },
    then: notEmbedded(),
  },
  {
    step: 'script',
    fault: 'slow',
    what: 'the script loads after the timeout',
    given: { isScriptHeld: true },
    async act(run) {
      run.start();
      await settle();
      run.platform.expireTimeout();
      await run.launched;
      run.loadScript();
      await settle();
    },
    then: notEmbedded({ shown: 0 }),
  },
  {
    step: 'script',
    fault: 'error',
    what: 'the script fails',
    given: { isScriptHeld: true },
    async act(run) {
      run.start();
      await settle();
      run.failScript();
      await run.launched;
    },
    then: notEmbedded(),
  },
  {
    step: 'script',
    fault: 'error',
    what: 'the page refuses the tag, as Trusted Types do',
    given: { isScriptHeld: true },
    async act(run) {
      document.head.append = fail;
      await run.show();
    },
    then: notEmbedded(),
  },
  ...(
    [
      ['nothing', undefined],
      ['a number', 7],
      ['an object without create()', {}],
    ] as const
  ).map(([name, value]): Row => ({
    step: 'script',
    fault: 'garbage',
    what: `the script defines ${name}`,
    given: { isScriptHeld: true },
    async act(run) {
      run.start();
      await settle();
      run.loadScript(value ?? null);
      await run.launched;
    },
    then: notEmbedded(),
  })),
  {
    step: 'script',
    fault: 'twice',
    what: 'the tag reports twice that it has loaded',
    given: { isScriptHeld: true },
    async act(run) {
      run.start();
      await settle();
      run.loadScript();
      run.loadScript();
      await run.launched;
      run.loadScript();
      await settle();
    },
    then: { embed: scriptStays(shown().embed), auto: scriptStays(shown().auto) },
  },
  {
    step: 'script',
    fault: 'out of order',
    what: 'the script loads before the token',
    given: { isScriptHeld: true, endpoint: 'held' },
    async act(run) {
      run.start();
      await settle();
      run.loadScript();
      await settle();
      run.answer();
      await run.launched;
    },
    then: { embed: scriptStays(shown().embed), auto: scriptStays(shown().auto) },
  },
  {
    step: 'script',
    fault: 'out of order',
    what: 'the script fails before the token comes',
    given: { isScriptHeld: true, fetchToken: 'held' },
    async act(run) {
      run.start();
      await settle();
      run.failScript();
      await run.launched;
      run.answer(() => json(token));
      await settle();
    },
    then: notEmbedded({ shown: 0 }),
  },
  {
    step: 'script',
    fault: 'out of order',
    what: 'the tag reports a failure after it has loaded',
    given: { isScriptHeld: true },
    async act(run) {
      run.start();
      await settle();
      run.loadScript();
      run.failScript();
      await run.launched;
    },
    then: { embed: shown().embed, auto: shown().auto },
  },
  {
    step: 'script',
    fault: 'element removed',
    what: 'and the script loads after that',
    given: { isScriptHeld: true },
    async act(run) {
      run.start();
      await settle();
      run.end();
      run.loadScript();
      await settle();
    },
    then: scriptStays(left('page', { shown: 0 })),
  },
  {
    step: 'script',
    fault: 'frozen page',
    what: 'the script is handled before the timeout',
    given: { isScriptHeld: true },
    async act(run) {
      run.start();
      await settle();
      run.loadScript();
      run.platform.expireTimeout();
      await run.launched;
    },
    then: { embed: scriptStays(shown().embed), auto: scriptStays(shown().auto) },
  },
  {
    step: 'script',
    fault: 'frozen page',
    what: 'the timeout is handled before the script',
    given: { isScriptHeld: true },
    async act(run) {
      run.start();
      await settle();
      run.freeze();
      run.thaw();
      run.platform.expireTimeout();
      run.loadScript();
      await run.launched;
    },
    then: notEmbedded({ shown: 0 }),
  },
];

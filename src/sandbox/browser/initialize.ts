import type { VitalOptions } from '../../junction/vital-options.js';
import type { FrameMessage } from './frame-message.js';

/**
 * The whole of `initialize.js`: defines `window.Vital`. It runs in a page, from its own source text, so it takes
 * nothing from this module but types.
 */
export function initialize({ origin, base }: { origin: string; base: string }): void {
  const addressOf = (token: string, { env, region }: Partial<VitalOptions>) => {
    const query = new URLSearchParams({ token });
    if (env) query.set('env', env);
    if (region) query.set('region', region);
    query.set('embed', location.origin); // Where the frame may send its messages.
    return `${base}/?${query}`;
  };

  const createFrame = (address: string) => {
    const frame = document.createElement('iframe');
    frame.title = 'Junction Link (local stand-in)';
    frame.referrerPolicy = 'no-referrer';
    // As the document inside says it: where the two differ, browsers paint the frame's backdrop opaque.
    frame.style.colorScheme = 'light dark';
    Object.assign(frame.style, { position: 'fixed', inset: '0', width: '100%', height: '100%', zIndex: '2147483647' });
    Object.assign(frame.style, { border: '0', margin: '0', maxWidth: 'none', maxHeight: 'none' });
    frame.src = address;
    return frame;
  };

  const create = (options: Partial<VitalOptions> = {}) => {
    let frame: HTMLIFrameElement | undefined;
    let shown: string | undefined;
    let loaded = false;
    let destroyed = false;

    const remove = () => {
      removeEventListener('message', receive);
      frame?.remove();
      frame = undefined;
    };
    const load = () => {
      if (loaded) return;
      loaded = true;
      options.onLoad?.();
    };
    const leave = () => {
      if (!frame) return;
      remove();
      options.onExit?.();
    };
    const receive = (event: MessageEvent<FrameMessage>) => {
      if (event.origin !== origin || !frame || event.source !== frame.contentWindow) return;
      const message = event.data;
      load(); // The frame's script may speak before the frame's load event is heard.
      if (!frame) return; // It was left by that.
      if (message.type === 'success') options.onSuccess?.(message.metadata);
      if (message.type === 'error') options.onError?.(message.metadata);
      if (message.type === 'exit') leave();
    };

    return {
      open(token: string) {
        if (destroyed || (frame && shown === token)) return;
        remove();
        shown = token;
        loaded = false;
        frame = createFrame(addressOf(token, options));
        frame.addEventListener('load', load);
        addEventListener('message', receive);
        (document.body ?? document.documentElement).append(frame);
        frame.focus();
      },
      /** `force` makes no difference: there is nothing to lose, so nothing is asked. */
      exit(_options?: { force?: boolean }, callback?: () => void) {
        leave();
        callback?.();
      },
      destroy() {
        destroyed = true;
        remove();
      },
    };
  };

  Object.assign(window, { Vital: { create } });
}

import type { VitalOptions } from '../../junction/vital-options.js';
import type { FrameMessage } from './frame-message.js';

/**
 * Defines `window.Vital`. The source text of this function is the whole script `initialize.js`, and runs in a page. So the
 * function uses nothing of this module except types.
 *
 * @param server The origin of the sandbox, and its address without a slash at the end
 */
export function initialize({ origin, baseUrl }: { origin: string; baseUrl: string }): void {
  const frameAddress = (token: string, { env, region }: Partial<VitalOptions>) => {
    const query = new URLSearchParams({ token });
    if (env) query.set('env', env);
    if (region) query.set('region', region);
    query.set('embed', location.origin); // The frame sends its messages only to this origin.
    return `${baseUrl}/?${query}`;
  };

  const createFrame = (address: string) => {
    const frame = document.createElement('iframe');
    frame.title = 'Junction Link (local stand-in)';
    frame.referrerPolicy = 'no-referrer';
    // The same value as in the document in the frame. If they differ, browsers paint an opaque background in the frame.
    frame.style.colorScheme = 'light dark';
    Object.assign(frame.style, { position: 'fixed', inset: '0', width: '100%', height: '100%', zIndex: '2147483647' });
    Object.assign(frame.style, { border: '0', margin: '0', maxWidth: 'none', maxHeight: 'none' });
    frame.src = address;
    return frame;
  };

  const create = (options: Partial<VitalOptions> = {}) => {
    let frame: HTMLIFrameElement | undefined;
    let shownToken: string | undefined;
    let isLoaded = false;
    let isDestroyed = false;

    const remove = () => {
      removeEventListener('message', handleMessage);
      frame?.remove();
      frame = undefined;
    };
    const handleLoad = () => {
      if (isLoaded) return;
      isLoaded = true;
      options.onLoad?.();
    };
    const close = () => {
      if (!frame) return;
      remove();
      options.onExit?.();
    };
    const handleMessage = (event: MessageEvent<FrameMessage>) => {
      if (event.origin !== origin || !frame || event.source !== frame.contentWindow) return;
      const message = event.data;
      handleLoad(); // The frame's script can send a message before the frame's load event.
      if (!frame) return; // `onLoad` can close Link.
      if (message.type === 'success') options.onSuccess?.(message.metadata);
      if (message.type === 'error') options.onError?.(message.metadata);
      if (message.type === 'exit') close();
    };

    return {
      open(token: string) {
        if (isDestroyed || (frame && shownToken === token)) return;
        remove();
        shownToken = token;
        isLoaded = false;
        frame = createFrame(frameAddress(token, options));
        frame.addEventListener('load', handleLoad);
        addEventListener('message', handleMessage);
        (document.body ?? document.documentElement).append(frame);
        frame.focus();
      },
      /** Closes Link. `force` has no effect: the sandbox never asks the person to confirm. */
      exit(_options?: { force?: boolean }, callback?: () => void) {
        close();
        callback?.();
      },
      destroy() {
        isDestroyed = true;
        remove();
      },
    };
  };

  Object.assign(window, { Vital: { create } });
}

import type { WordPressSite } from './wordpress-site.js';

/** Checks or unchecks the box "People may end their own connections". */
export const allowDisconnect = (site: WordPressSite, isAllowed: boolean): Promise<unknown> =>
  site.evaluate(`
    $settings = get_option('junction_connect_settings');
    $settings['disconnect'] = ${isAllowed};
    update_option('junction_connect_settings', $settings);`);

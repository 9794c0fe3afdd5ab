// @ts-check
/** Reads addresses as a browser reads them in the page that gets the code. The generator does not know that page. */

/** Stands for the page. It is in a folder, because an address without a slash at its beginning depends on the folder. */
const page = new URL('https://own-page.example/folder/page');

/**
 * Returns the URL that an address means in the page, or undefined if it means none.
 *
 * @param {string} address
 */
export const resolveAddress = (address) => (URL.canParse(address, page) ? new URL(address, page) : undefined);

/**
 * Returns true for a URL that was written without a host, and so belongs to the site of the page.
 *
 * @param {URL} url of `resolveAddress`
 */
export const isOfOwnSite = ({ origin }) => origin === page.origin;

/** Functions about codes of languages (BCP 47). They change no page, and throw nothing. */

/** Codes whose readers get the texts of another code: old codes, and Norwegian. Nynorsk readers get the Bokmål texts. */
const sameLanguage: ReadonlyMap<string, string> = new Map([
  ['no', 'nb'],
  ['nn', 'nb'],
  ['iw', 'he'],
  ['in', 'id'],
]);

/** The scripts that are written from right to left, among those of living languages. */
const rightToLeftScripts = ['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa'];

/** Returns the locale with its likely script and region, or undefined for a text that is not a code. */
function likelyLocale(code: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(code).maximize();
  } catch {
    return undefined;
  }
}

/** The results of `suitableLanguages`. A page has few languages, and many elements. */
const found = new Map<string, readonly string[]>();

/**
 * Returns the codes of the languages that suit a reader of a language, in lowercase letters, the best first. For `de-AT` they
 * are `de-at` and `de`, for `zh-TW` they are `zh-tw`, `zh-hant` and `zh`.
 */
export function suitableLanguages(code: string): readonly string[] {
  const codes = found.get(code) ?? findSuitable(code);
  found.set(code, codes);
  return codes;
}

/** The longest code that is read, in characters. The time below grows with the square of the number of parts. */
const maxCodeLength = 100;

function findSuitable(code: string): readonly string[] {
  const parts = code.trim().slice(0, maxCodeLength).toLowerCase().replaceAll('_', '-').split('-');
  const language = parts[0]!;
  const shorter = parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
  const locale = likelyLocale(parts.join('-')) ?? likelyLocale(language);
  const withScript = locale?.script ? [`${language}-${locale.script.toLowerCase()}`] : [];
  const other = sameLanguage.get(language);
  // The language alone comes after its script: it may have another script.
  const codes = [...shorter.slice(0, -1), ...withScript, language, ...(other ? [other] : [])];
  return [...new Set(codes)].filter(Boolean);
}

/** Returns the direction in which a language is written. */
export function directionOf(code: string): 'ltr' | 'rtl' {
  const script = likelyLocale(code)?.script;
  return script && rightToLeftScripts.includes(script) ? 'rtl' : 'ltr';
}

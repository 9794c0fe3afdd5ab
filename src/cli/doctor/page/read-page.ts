import { withDeadline } from '../with-deadline.js';
import { type DefaultTreeAdapterTypes, ErrorCodes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** A tag of the page. */
export interface Tag {
  readonly name: string;
  /** The line in the HTML. */
  readonly line: number;
  readonly attributes: ReadonlyMap<string, string>;
  readonly isInHead: boolean;
  /** Where the tag begins in the HTML, in characters. */
  readonly offset: number;
  /** The text directly in the tag: the code of an inline script. */
  readonly text: string;
}

/** What doctor reads of a page. */
export interface Page {
  readonly url: URL;
  /** What relative addresses of the page are relative to: `<base href>`, else the address of the page. */
  readonly baseUrl: URL;
  readonly elements: readonly Tag[];
  readonly placeholders: readonly Tag[];
  readonly scripts: readonly Tag[];
  /** The tags `<meta http-equiv="Content-Security-Policy">` in `<head>`. Browsers ignore others. */
  readonly metaPolicies: readonly Tag[];
  /** The addresses that `<meta http-equiv="refresh">` leads to. */
  readonly refreshes: readonly string[];
  /** The tags `<iframe>` and `<frame>`. Doctor does not read what they show. */
  readonly frames: readonly Tag[];
  /** The lines with `<junction-connect … />`. */
  readonly selfClosedLines: readonly number[];
}

/** The time for reading the HTML, in milliseconds. Some pages take very long, for example one that is nested very deeply. */
const readDeadlineMs = 10_000;

/** Reads the HTML of a page. No text is invalid HTML. Returns undefined for a page that takes too long. */
export const readPage = (html: string, url: URL, deadlineMs: number = readDeadlineMs): Page | undefined =>
  withDeadline(() => read(html, url), deadlineMs);

function read(html: string, url: URL): Page {
  const selfClosedLines: number[] = [];
  const document = parse(html, {
    sourceCodeLocationInfo: true,
    onParseError({ code, startOffset, startLine }) {
      if (code !== ErrorCodes.nonVoidHtmlElementStartTagWithTrailingSolidus) return;
      if (/^<junction-connect\b/i.test(html.slice(startOffset, startOffset + 20))) selfClosedLines.push(startLine);
    },
  });
  const tags = tagsIn(document.childNodes);
  const is = (name: string) => (tag: Tag) => tag.name === name;
  const metas = tags.filter(is('meta'));
  const base = tags.find((tag) => tag.name === 'base' && tag.attributes.has('href'))?.attributes.get('href') ?? '';
  return {
    url,
    baseUrl: readBase(base, url),
    elements: tags.filter(is('junction-connect')),
    placeholders: tags.filter(
      ({ name, attributes }) =>
        attributes.has('data-junction-connect') && !['script', 'junction-connect'].includes(name),
    ),
    scripts: tags.filter(is('script')),
    metaPolicies: metas.filter((tag) => tag.isInHead && httpEquivOf(tag) === 'content-security-policy'),
    refreshes: metas
      .filter((tag) => httpEquivOf(tag) === 'refresh')
      .map(({ attributes }) => attributes.get('content') ?? ''),
    frames: tags.filter(({ name }) => name === 'iframe' || name === 'frame'),
    selfClosedLines,
  };
}

const httpEquivOf = ({ attributes }: Tag) => attributes.get('http-equiv')?.trim().toLowerCase();

/** Returns the base of relative addresses. Browsers ignore a base with `data:` or `javascript:`. */
function readBase(href: string, url: URL): URL {
  const base = URL.canParse(href, url) ? new URL(href, url) : url;
  return /^(data|javascript):$/.test(base.protocol) ? url : base;
}

/** Returns the tags in the order of the page. It does not call itself, because pages may be nested very deeply. */
function tagsIn(nodes: readonly Node[]): Tag[] {
  const tags: Tag[] = [];
  const waiting = nodes.map((node) => ({ node, isInHead: false })).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node } = next;
    if (!('tagName' in node)) continue;
    const isInHead = next.isInHead || node.tagName === 'head';
    tags.push(readTag(node, isInHead));
    const children = [...node.childNodes];
    // The content of a template is not in the page. Only the parser turns some of them into shadow roots.
    if ('content' in node && node.attrs.some(({ name }) => name === 'shadowrootmode'))
      children.push(...node.content.childNodes);
    for (const child of children.reverse()) waiting.push({ node: child, isInHead });
  }
  return tags;
}

const readTag = (element: Element, isInHead: boolean): Tag => ({
  name: element.tagName,
  line: element.sourceCodeLocation?.startLine ?? 0,
  attributes: new Map(element.attrs.map(({ name, value }) => [name, value])),
  isInHead,
  offset: element.sourceCodeLocation?.startOffset ?? 0,
  text: element.childNodes.map((child) => ('value' in child ? child.value : '')).join(''),
});

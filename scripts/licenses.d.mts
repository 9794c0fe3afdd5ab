interface Notice {
  name: string;
  version: string;
  license: string;
  licenseText: string;
}
type Bundle = 'ES modules' | 'components for React' | 'standalone script' | 'list script' | 'local Junction';
export const noticeFiles: Record<Bundle, string>;
export function readNotices(text: string): Notice[];

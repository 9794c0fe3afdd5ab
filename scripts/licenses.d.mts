interface Notice {
  name: string;
  version: string;
  license: string;
  licenseText: string;
}
export const noticeFiles: Record<'ES modules' | 'component for React' | 'standalone script' | 'local Junction', string>;
export function readNotices(text: string): Notice[];

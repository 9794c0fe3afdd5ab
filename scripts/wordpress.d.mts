export interface WordPress {
  root: string;
  php: string;
  mariadbd: string;
  installDatabase: string;
  missing?: string;
}
export function findWordPress(): WordPress;

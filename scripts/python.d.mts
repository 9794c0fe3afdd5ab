export interface Python {
  python: string;
  missing?: string;
}
export function findPython(): Python;
export function providePython(): Python;

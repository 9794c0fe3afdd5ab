export function providePython(): { python: string; missing?: string };

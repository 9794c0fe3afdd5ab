export function localToken(
  request: Request,
  sandbox: (request: Request) => Promise<Response>,
  base: string,
): Promise<Response>;

export function respondAtEndpoint(request: Request): Promise<Response> | undefined;

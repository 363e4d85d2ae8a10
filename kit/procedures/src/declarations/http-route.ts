/** Methods of a REST route: GET for queries, the others for mutations. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Method and path of a REST route; `{slug}` stands for the required input field `slug`. */
export type HttpRoute<Method extends HttpMethod = HttpMethod> = `${Method} /${string}`;

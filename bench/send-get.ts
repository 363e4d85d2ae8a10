import { type Agent, request } from 'node:http';

/** Sends a GET request and reads its response; rejects unless that is a 200. */
export function sendGet(
  agent: Agent,
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${url}: ${response.statusCode}`));
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

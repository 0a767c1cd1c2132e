/** How a source is reached where that is more than its address: decided by whoever runs us, never by the pack. */
export interface Connection {
  /** The real base; the pack's `baseUrl` stays what is told of the source. Ends with `/`. */
  readonly base?: string;
  /** Added to every request and told to nobody: credentials. */
  readonly headers?: { readonly [name: string]: string };
  /** Node's agents, which open the sockets. Not used in a browser. */
  readonly httpAgent?: object;
  readonly httpsAgent?: object;
}

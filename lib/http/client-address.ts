/** The header in which the server notes, for each request, where it came from; what a client writes there is overwritten. */
export const CLIENT_ADDRESS_HEADER = 'x-fillpath-client-address';

/** The address at the other end of the connection, which is a proxy's if there is one; '' when it is not known. */
export function clientAddress({ headers }: Request): string {
  return headers.get(CLIENT_ADDRESS_HEADER) ?? '';
}

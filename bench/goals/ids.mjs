/** Global ids as our server makes them. */
export const { encodeGlobalId } = await import(new URL('../../dist/ids.js', import.meta.url).href);

import { parseSetCookie } from 'cookie';

interface Cookie {
  readonly host: string;
  readonly path: string;
  readonly name: string;
  readonly value: string;
}

/** A browser without a screen: it keeps cookies for each host, and goes where it is sent. */
export class Navigator {
  #kept: readonly Cookie[] = [];

  /** What it has for an address, by name. */
  cookies(address: string | URL): ReadonlyMap<string, string> {
    const { host, pathname } = new URL(address);
    const fits = ({ path, ...cookie }: Cookie): boolean => cookie.host === host && pathname.startsWith(path);
    return new Map(this.#kept.filter(fits).map(({ name, value }) => [name, value]));
  }

  /** Puts a cookie there, as who sits at the browser can. */
  put(address: string | URL, name: string, value: string, path = '/'): void {
    this.#remove(address, name, path);
    this.#kept = [...this.#kept, { host: new URL(address).host, path, name, value }];
  }

  /** The header with the cookies for an address. */
  header(address: string | URL): string {
    return [...this.cookies(address)].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Opens an address, and follows it where that leads, but for addresses that `stop` says. */
  async open(
    address: string | URL,
    stop: (address: URL) => boolean = () => false,
  ): Promise<{ url: URL; response: Response }> {
    let url = new URL(address);
    for (let steps = 0; steps < 20; steps += 1) {
      const response = await this.fetch(url, { headers: { accept: 'text/html' } });
      const location = response.headers.get('location');
      if (location === null) return { url, response };
      await response.body?.cancel();
      url = new URL(location, url);
      if (stop(url)) return { url, response };
    }
    throw new Error(`It leads in a circle: ${url.href}`);
  }

  /** Asks as a page of the host does that is asked. */
  async fetch(address: string | URL, { headers, ...init }: RequestInit = {}): Promise<Response> {
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: this.header(address), ...(headers as Record<string, string>) },
      ...init,
    });
    for (const text of response.headers.getSetCookie()) {
      const { name, value = '', expires, maxAge, path } = parseSetCookie(text);
      const isOver = value === '' || maxAge === 0 || (expires && expires.getTime() <= Date.now());
      if (isOver) this.#remove(address, name, path ?? '/');
      else this.put(address, name, value, path);
    }
    return response;
  }

  #remove(address: string | URL, name: string, path: string): void {
    const { host } = new URL(address);
    this.#kept = this.#kept.filter((kept) => kept.host !== host || kept.path !== path || kept.name !== name);
  }
}

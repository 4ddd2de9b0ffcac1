import { open, seal } from "./seal.js";

/** A sealed cookie of this name, which ends by itself. */
export class Cookie {
  /** @param {string} sameSite "Strict", or "Lax" for what must survive the way back from X */
  constructor(name, sameSite, seconds) {
    this.name = name;
    this.sameSite = sameSite;
    this.seconds = seconds;
  }

  /** The Set-Cookie header that sets it. */
  async set(value, settings) {
    const endsAt = Date.now() + this.seconds * 1000;
    const sealed = await seal({ ...value, endsAt }, settings.cookieKeys, this.#purpose(settings));
    return this.#header(sealed, this.seconds, settings);
  }

  /** The Set-Cookie header that takes it away. */
  clear(settings) {
    return this.#header("", 0, settings);
  }

  /** What the request's cookie holds; undefined where there is none that was sealed here, for this, and has not ended. */
  async read(request, settings) {
    const prefix = `${this.#nameIn(settings)}=`;
    const cookies = (request.headers.get("cookie") ?? "").split("; ");
    const own = cookies.filter((cookie) => cookie.startsWith(prefix));
    // A second one of the name was set by somebody else.
    if (own.length !== 1) return undefined;
    const value = await open(own[0].slice(prefix.length), settings.cookieKeys, this.#purpose(settings));
    return value?.endsAt > Date.now() ? value : undefined;
  }

  /** Browsers let only this very host set a cookie with this prefix, and only over TLS. */
  #nameIn({ isLoopback }) {
    return isLoopback ? this.name : `__Host-${this.name}`;
  }

  #purpose({ origin }) {
    return `${this.name} of ${origin}`;
  }

  #header(value, seconds, settings) {
    const secure = settings.isLoopback ? "" : " Secure;";
    return `${this.#nameIn(settings)}=${value}; Path=/; HttpOnly;${secure} SameSite=${this.sameSite}; Max-Age=${seconds}`;
  }
}

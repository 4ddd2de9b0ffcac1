// @ts-check

/**
 * @typedef {{ clientId: string, authorizeUrl: string }} App an app that people can sign in to
 * @typedef {{ standIn?: boolean, upstream?: string, token?: string, userId?: string,
 *   targets?: import("./names.js").Account[], crowd?: { count: number, firstId: string } } & Partial<App>} Setup
 */

/** What is behind this page. @returns {Promise<Setup>} */
export async function readSetup() {
  try {
    const response = await fetch("./demo.json", { cache: "no-store" });
    return response.ok ? await response.json() : {};
  } catch {
    return {};
  }
}

/** @param {Setup} setup */
export function modeSentence({ standIn, upstream = "https://api.x.com" }) {
  if (standIn === true) return "A stand-in answers here. Nothing reaches X.";
  if (standIn === false) return `This is X itself, ${upstream}. Every press is real.`;
  return "The server does not say what answers here. Take it for X itself.";
}

/** What people can sign in to here, if anything. @param {Setup} setup @returns {App | undefined} */
export function appOf({ clientId, authorizeUrl }) {
  return clientId && authorizeUrl ? { clientId, authorizeUrl } : undefined;
}

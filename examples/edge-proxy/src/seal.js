// What a cookie holds is sealed by AES-256-GCM: whoever has it can neither read nor change it. Each has a key of its own,
// derived by HKDF from the secret and a random salt, so no number of them wears a key out.

const SALT_BYTES = 16;
const IV_BYTES = 12;

/** Seals a value as text, by the first of the secrets, for this purpose and no other. */
export async function seal(value, [newest], purpose) {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const text = utf8(JSON.stringify(value));
  const sealed = await crypto.subtle.encrypt(parameters(iv, purpose), await keyOf(newest, salt), text);
  return base64Url(new Uint8Array([...salt, ...iv, ...new Uint8Array(sealed)]));
}

/** What was sealed by any of the secrets for this purpose; undefined where it was not. */
export async function open(text, secrets, purpose) {
  const bytes = bytesOf(text);
  if (bytes === undefined) return undefined;
  const salt = bytes.slice(0, SALT_BYTES);
  const iv = bytes.slice(SALT_BYTES, SALT_BYTES + IV_BYTES);
  const sealed = bytes.slice(SALT_BYTES + IV_BYTES);
  for (const secret of secrets) {
    try {
      const opened = await crypto.subtle.decrypt(parameters(iv, purpose), await keyOf(secret, salt), sealed);
      return JSON.parse(new TextDecoder().decode(opened));
    } catch {
      // Sealed by another secret, or by nobody here.
    }
  }
  return undefined;
}

function parameters(iv, purpose) {
  return { name: "AES-GCM", iv, additionalData: utf8(purpose) };
}

async function keyOf(secret, salt) {
  const key = await crypto.subtle.importKey("raw", utf8(secret), "HKDF", false, ["deriveKey"]);
  const derivation = { name: "HKDF", hash: "SHA-256", salt, info: utf8("x-mutes edge proxy: cookies, 1") };
  return crypto.subtle.deriveKey(derivation, key, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

function utf8(text) {
  return new TextEncoder().encode(text);
}

function base64Url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function bytesOf(text) {
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

// What build.js puts in the place of this file, unless it is told otherwise.

/** Where X's API is. */
export const API = "https://api.x.com";

/** X's page that asks whether the app may act for somebody. */
export const AUTHORIZE_URL = "https://x.com/i/oauth2/authorize";

/** The OAuth 2.0 client ID of the app at X, where the options page has none. */
export const CLIENT_ID = "";

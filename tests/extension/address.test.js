// Whom an address on X, or a word that somebody has typed, means.
import assert from "node:assert/strict";
import { test } from "node:test";
import { whoIs, whoIsAt } from "../../examples/extension/src/address.js";

const LOUD = { username: "loudneighbour" };
const ID = { id: "1234567890123456789" };

test("an address of a profile or of anything below it means that profile", () => {
  for (const address of [
    "https://x.com/loudneighbour", "https://x.com/loudneighbour/", "https://twitter.com/loudneighbour",
    "http://www.x.com/loudneighbour", "https://mobile.twitter.com/loudneighbour?lang=en#top",
    "https://x.com/loudneighbour/status/1234567890123456789", "https://x.com/loudneighbour/status/1/photo/1",
    "https://x.com/loudneighbour/with_replies",
  ]) assert.deepEqual(whoIsAt(address), LOUD, address);
});

test("an address with an ID means that ID, digit for digit", () => {
  assert.deepEqual(whoIsAt("https://x.com/i/user/1234567890123456789"), ID);
  assert.deepEqual(whoIsAt("https://x.com/intent/user?user_id=1234567890123456789"), ID);
  assert.deepEqual(whoIsAt("https://x.com/intent/follow?screen_name=loudneighbour"), LOUD);
});

test("X's own pages are nobody", () => {
  for (const path of [
    "", "home", "Explore", "i/web/status/1", "i/status/1", "search?q=x", "settings/account", "hashtag/x", "intent/post",
  ]) {
    assert.equal(whoIsAt(`https://x.com/${path}`), undefined, path);
  }
});

test("what is not on X is nobody, however much it looks like it", () => {
  for (const address of [
    "https://x.com.example.org/loudneighbour", "https://notx.com/loudneighbour", "https://api.x.com/loudneighbour",
    "https://example.org/https://x.com/loudneighbour", "https://x.com@example.org/loudneighbour",
    "ftp://x.com/loudneighbour", "javascript:https://x.com/loudneighbour", "https://x.com/loud%20neighbour",
    "https://x.com/sixteen_letters_", "x.com", "",
  ]) assert.equal(whoIsAt(address), undefined, address);
});

test("what is typed is a handle, an ID, or an address with or without https", () => {
  const address = "x.com/loudneighbour/status/1";
  for (const text of ["@loudneighbour", " loudneighbour\n", address, `https://${address}`]) {
    assert.deepEqual(whoIs(text), LOUD, text);
  }
  assert.deepEqual(whoIs("1234567890123456789"), ID);
});

test("digits alone are an ID and with an @ a username, and what is neither is refused", () => {
  assert.deepEqual(whoIs("123"), { id: "123" });
  assert.deepEqual(whoIs("@123"), { username: "123" });
  for (const text of ["", "@", "0123", "12345678901234567890", "two words", "1.23E+18", "@x.com/a", "me@example.org"]) {
    assert.equal(whoIs(text), undefined, text);
  }
});

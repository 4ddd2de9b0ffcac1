// Lists of people, read and written. What each format may look like, the tests in Rust have.
import { rejection } from "./support.js";

export default function lists(QUnit, env) {
  const load = () => import(env.pkg + env.clientEntry);
  const LONG = "1234567890123456789";
  const ARCHIVE = `window.YTD.mute.part0 = [ { "muting" : { "accountId" : "${LONG}" } } ]`;

  QUnit.test("a list has IDs, usernames and what was rejected, and says which format it is", async (assert) => {
    const { parseList } = await load();
    const list = await parseList(`# loud\r\n${LONG}\r\n@jack\r\n@JACK\r\n007\r\nhttps://x.com/ann?s=20\r\n`);
    assert.deepEqual(list, {
      ids: [LONG],
      usernames: ["jack", "ann"],
      entries: [{ id: LONG }, { username: "jack" }, { username: "ann" }],
      rejected: [{ line: 5, text: "007", why: "has a leading zero" }],
      rejectedCount: 1,
      duplicates: 1,
      format: "lines",
      rows: 5,
      columns: [],
      bareWords: false,
    });
    assert.strictEqual((await parseList(ARCHIVE)).format, "archive");
    assert.deepEqual((await parseList(`{"users":[{"id":${LONG}}]}`)).ids, [LONG]);
    assert.deepEqual((await parseList('name;handle\n"é; ""x""";@ann\n')).usernames, ["ann"]);
  });

  QUnit.test("a file that is damaged is read up to there, and the rest is told of", async (assert) => {
    const { parseList } = await load();
    const entry = (id) => `  {\r\n    "muting" : {\r\n      "accountId" : "${id}"\r\n    }\r\n  }`;
    const whole = `\ufeffwindow.YTD.mute.part0 = [\r\n${entry(LONG)},\r\n${entry(5)}\r\n]`;
    assert.deepEqual(await parseList(whole), {
      ids: [LONG, "5"], usernames: [], entries: [{ id: LONG }, { id: "5" }], rejected: [], rejectedCount: 0, duplicates: 0,
      format: "archive", rows: 2, columns: [{ name: "accountId", takenFor: "id" }], bareWords: false,
    });
    const { ids, rejected: [{ line, text, why }, ...others] } = await parseList(whole.slice(0, -12));
    assert.deepEqual([ids, line, text.startsWith("{"), others], [[LONG], 7, true, []]);
    assert.ok(why.includes("damaged"), why);
  });

  QUnit.test("a list of nobody is a list", async (assert) => {
    const { parseList } = await load();
    const nobody = {
      ids: [], usernames: [], entries: [], rejected: [], rejectedCount: 0, duplicates: 0, rows: 0, columns: [], bareWords: false,
    };
    for (const text of ["", "\ufeff", " \r\n\r\n", "# nobody\n// nobody", new Uint8Array()]) {
      assert.deepEqual(await parseList(text), { ...nobody, format: "lines" });
    }
    assert.deepEqual(await parseList("window.YTD.block.part7 = [ ]"), { ...nobody, format: "archive" });
    assert.deepEqual(await parseList('{"users":[]}'), { ...nobody, format: "json" });
    assert.deepEqual(await parseList("screen_name,id\r\n"), {
      ...nobody, format: "csv", columns: [{ name: "screen_name", takenFor: "username" }, { name: "id", takenFor: "id" }],
    });
  });

  const utf16 = (text, isBig) => {
    const view = new DataView(new ArrayBuffer(text.length * 2));
    for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), !isBig);
    return new Uint8Array(view.buffer);
  };
  const TEXT = `id,name\n${LONG},Zoë \u{1f600}\nx,Zoë \u{1f600}\n`;
  const BYTES = {
    "UTF-8": new TextEncoder().encode(TEXT),
    "UTF-8 with a byte order mark": new TextEncoder().encode(`\ufeff${TEXT}`),
    "UTF-16LE": utf16(`\ufeff${TEXT}`, false),
    "UTF-16BE": utf16(`\ufeff${TEXT}`, true),
    "a part of a buffer": new TextEncoder().encode(`--${TEXT}--`).subarray(2, -2),
    "memory that is shared": typeof SharedArrayBuffer === "function" && shared(new TextEncoder().encode(TEXT)),
  };
  function shared(bytes) {
    const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
    copy.set(bytes);
    return copy;
  }
  for (const [what, bytes] of Object.entries(BYTES)) if (bytes) QUnit.test(`bytes are read: ${what}`, async (assert) => {
    const { parseList } = await load();
    const { ids, rejected, format } = await parseList(bytes);
    assert.deepEqual([ids, format], [[LONG], "csv"]);
    assert.deepEqual(rejected.map(({ line, text }) => [line, text]), [[3, "x,Zoë \u{1f600}"]]);
  });

  QUnit.test("whatever is no text and no bytes is refused", async (assert) => {
    const { parseList, XError } = await load();
    const detached = new Uint8Array(8);
    structuredClone(detached.buffer, { transfer: [detached.buffer] });
    const wrong = [undefined, null, 5, 5n, Symbol("x"), {}, ["1"], new Uint16Array(2), new ArrayBuffer(2), new DataView(new ArrayBuffer(2)), () => ""];
    for (const list of wrong) {
      const error = await rejection(parseList(list));
      assert.ok(error instanceof XError, String(error));
      assert.strictEqual(error.code, "invalid_argument");
      assert.ok(error.message.startsWith("list must be a string, a Uint8Array, a Blob or a File that can be read; it was "), error.message);
    }
    const error = await parseList(detached).then(() => undefined, (thrown) => thrown);
    assert.ok(error === undefined || error.code === "invalid_argument", String(error));
  });

  QUnit.test("bytes that are no text are read without a failure", async (assert) => {
    const { parseList } = await load();
    for (let seed = 1; seed <= 300; seed += 1) {
      let state = seed;
      const random = () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state >>> 24;
      };
      const bytes = Uint8Array.from({ length: random() }, random);
      if (seed % 3 === 0) bytes.set(new TextEncoder().encode('[{"id":"1"},"').subarray(0, bytes.length));
      const { ids, usernames, rejected } = await parseList(bytes);
      assert.ok(ids.every((id) => /^(0|[1-9]\d{0,18})$/.test(id)) && usernames.every((name) => /^\w{1,15}$/.test(name)));
      assert.ok(rejected.every(({ line, text, why }) => line >= 1 && text.length <= 100 && why !== ""));
    }
  });

  const PEOPLE = { ids: new Set([LONG, 5n]), usernames: ["@jack", "77"] };
  const USERS = [{ id: LONG, username: "ann", name: "=1+1" }, { id: "5", name: "No one" }];
  for (const format of ["csv", "json", "lines", "archive"]) {
    QUnit.test(`${format} that is written reads back the same`, async (assert) => {
      const { formatList, parseList } = await load();
      const people = format === "archive" ? { ids: PEOPLE.ids } : PEOPLE;
      const list = await parseList(await formatList(people, format));
      const usernames = format === "archive" ? [] : ["jack", "77"];
      assert.deepEqual([list.ids, list.usernames, list.rejected, list.rejectedCount, list.duplicates, list.format], [[LONG, "5"], usernames, [], 0, 0, format]);
      const text = await formatList(USERS, format);
      assert.deepEqual((await parseList(text)).ids, [LONG, "5"]);
      assert.strictEqual(text.includes("ann"), format === "csv" || format === "json");
      assert.deepEqual((await parseList(text)).entries, [format === "csv" || format === "json" ? { id: LONG, username: "ann" } : { id: LONG }, { id: "5" }]);
      assert.notOk(text.includes("=1+1"));
      assert.deepEqual(await parseList(await formatList(list, format)), list);
      assert.deepEqual((await parseList(await formatList([], format))).format, format);
    });
  }

  QUnit.test("users are taken from whatever can be gone through, once", async (assert) => {
    const { formatList } = await load();
    let begun = 0;
    function* users() {
      begun += 1;
      yield* USERS;
    }
    assert.deepEqual([await formatList(users(), "lines"), begun], [`${LONG}\n5\n`, 1]);
    assert.strictEqual(await formatList(new Set(USERS), "csv"), `id,username\n="${LONG}",ann\n="5",\n`);
  });

  QUnit.test("what the caller's own list throws is what it rejects with", async (assert) => {
    const { formatList } = await load();
    const thrown = new RangeError("mine");
    const ids = { [Symbol.iterator]() { throw thrown; } };
    assert.strictEqual(await rejection(formatList({ ids }, "csv")), thrown);
    assert.strictEqual(await rejection(formatList({ get ids() { throw thrown; } }, "csv")), thrown);
  });

  const REFUSED = [
    ["a username in X's archive", [{ usernames: ["jack"] }, "archive"], "the archive format has IDs only; look usernames up first"],
    ["another format", [PEOPLE, "xml"], "format must be archive, csv, json or lines"],
    ["no format", [PEOPLE], "format must be a string"],
    ["a bare string", ["123", "csv"], "people must be a list; it was a string"],
    ["nothing", [undefined, "csv"], "people must be a list; it was undefined"],
    ["null", [null, "csv"], "people must be a list; it was null"],
    ["neither users nor IDs", [{}, "csv"], "people must be a list; it was an object"],
    ["a string in place of IDs", [{ ids: "123" }, "csv"], "ids must be a list"],
    ["IDs in place of people", [["123"], "csv"], "each of people must have an id or a username"],
    ["no one", [[null], "csv"], "each of people must have an id or a username"],
    ["a number as an ID", [{ ids: [5] }, "csv"], "each of ids must be a user ID as a string or a bigint; it was a number"],
    ["an ID with a leading zero", [{ ids: ["05"] }, "csv"], "`05` has a leading zero"],
    ["an ID that is two", [{ ids: ["5,6"] }, "csv"], "each of ids must be a user ID"],
    ["an ID on two lines", [{ ids: ["5\n6"] }, "lines"], "each of ids must be a user ID"],
    ["a formula as a username", [[{ id: "5", username: "=1+1" }], "csv"], "each of usernames must be 1 to 15"],
    ["a username that is two", [{ usernames: ["a,b"] }, "csv"], "each of usernames must be 1 to 15"],
    ["a number as a username", [{ usernames: [5] }, "csv"], "each of usernames must be a string"],
  ];
  for (const [what, args, says] of REFUSED) {
    QUnit.test(`${what} is not written`, async (assert) => {
      const { formatList, XError } = await load();
      const error = await rejection(formatList(...args));
      assert.ok(error instanceof XError, String(error));
      assert.strictEqual(error.code, "invalid_argument");
      assert.ok(error.message.includes(says), error.message);
    });
  }

  QUnit.test("a hundred thousand are read, each once", async (assert) => {
    const { formatList, parseList } = await load();
    const ids = Array.from({ length: 100_000 }, (_, at) => String(10n ** 18n + BigInt(at) * 7_919n));
    const text = await formatList({ ids: [...ids, ...ids] }, "archive");
    const list = await parseList(text);
    assert.deepEqual([list.ids.length, list.ids[99_999], list.duplicates, list.rejected], [100_000, ids[99_999], 100_000, []]);
  });
}

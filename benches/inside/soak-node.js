// The soak of tests/soak in a process that is asked for so many calls.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { prepare } from "../../tests/soak/soak.js";
import { answerMessages } from "./messages.js";

const { PACKED, X_SERVER } = process.env;

const ready = prepare({ entry: pathToFileURL(join(PACKED, "index.js")).href, xServer: X_SERVER, engine: "node" });

answerMessages({ soak: async (count) => (await ready).run(count) });

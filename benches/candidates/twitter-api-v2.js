// It speaks only https, and only to api.x.com. An agent that dials the stand-in has it speak plain http to that.
import { Agent } from "node:https";
import { connect } from "node:net";
import { TwitterApi } from "twitter-api-v2";

class Loopback extends Agent {
  #port;

  constructor(port) {
    super({ keepAlive: true });
    this.#port = port;
  }

  createConnection() {
    return connect(this.#port, "127.0.0.1");
  }
}

export function open({ baseUrl, token, userId }) {
  const { v2 } = new TwitterApi(token, { httpAgent: new Loopback(Number(new URL(baseUrl).port)) });
  return {
    mute: (target) => v2.mute(userId, target),
    async muted() {
      const ids = [];
      for await (const { id } of await v2.userMutingUsers(userId, { max_results: 1_000 })) ids.push(id);
      return ids;
    },
  };
}

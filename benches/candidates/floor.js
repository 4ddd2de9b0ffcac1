import init, { mute } from "floor/floor.js";
import module from "floor/floor_bg.wasm";

let loading;

export function open({ baseUrl, token, userId }) {
  return {
    async mute(target) {
      await (loading ??= init({ module_or_path: module }));
      return mute(`${baseUrl}/2/users/${userId}/muting`, token, target);
    },
  };
}

import { callTogether } from "./tab.js";

onmessage = async ({ data: { where, count } }) => {
  postMessage(await callTogether(where, count).catch((error) => [String(error)]));
};

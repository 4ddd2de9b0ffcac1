// @ts-check
import { byId } from "../dom.js";
import { takeText } from "./source.js";
import { count } from "./words.js";

const button = byId("try-crowd");

/** Offers the list of everybody whom the stand-in has for that. @param {{ count: number, firstId: string }} crowd */
export function offerCrowd(crowd) {
  const name = `${count(crowd.count)} accounts of the stand-in`;
  button.textContent = `Try ${count(crowd.count)}`;
  button.hidden = false;
  button.addEventListener("click", () => {
    const first = BigInt(crowd.firstId);
    // In JSON, an ID is exact that ends in zeros.
    takeText(name, JSON.stringify(Array.from({ length: crowd.count }, (_, at) => String(first + BigInt(at)))));
  });
}

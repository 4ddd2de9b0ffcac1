// @ts-check
import { byId } from "../dom.js";

const section = byId("lists");

/** What is to be seen of the part for lists. @param {"list" | "plan" | "run"} stage */
export function show(stage) {
  section.dataset.stage = stage;
  byId("list-form").hidden = stage !== "list";
  byId("plan-facts").hidden = stage !== "plan";
  byId("run").hidden = stage !== "run";
  byId("people").hidden = stage === "list";
}

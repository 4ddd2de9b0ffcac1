// @ts-check
import { byId, make } from "../dom.js";

/** The last one is as fast as requests go. */
const SPEEDS = [1, 60, 3000];

const group = byId("speed");

/** How fast time goes at the stand-in. @param {import("../stand-in-clock.js").StandInClock} clock */
export function offerSpeeds(clock) {
  const buttons = SPEEDS.map((speed) => {
    const button = make("button", { type: "button", class: "pick", "data-speed": String(speed), "data-testid": `speed-${speed}` }, `${speed}×`);
    button.addEventListener("click", () => {
      clock.speed = speed;
      mark();
    });
    return button;
  });
  const mark = () => buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.speed === String(clock.speed))));
  group.append(...buttons);
  mark();
  group.hidden = false;
}

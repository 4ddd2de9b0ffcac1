// @ts-check
// Apart from app.js, so that a package that is not there is said on the page and not only in the console.
import("./app.js").then((app) => app.start()).catch((error) => {
  const status = /** @type {HTMLElement} */ (document.getElementById("status"));
  status.textContent = "The page could not start: its package did not load. Build it with “cargo xtask demo”.";
  console.error(error);
});

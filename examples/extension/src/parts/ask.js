/**
 * Asks the worker for something; rejects with plain data (see problem.js).
 *
 * @param {string} name one of background.js's answers
 * @param {unknown} [given]
 */
export async function ask(name, given) {
  const { result, error } = await chrome.runtime.sendMessage({ name, given });
  if (error) throw error;
  return result;
}

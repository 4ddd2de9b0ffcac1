// What a call rejects with where WebAssembly cannot be had; twice, for the second call has to try again.
window.attempt = async () => {
  const { mute, XError } = await import("/copy/0/pkg/browser.js");
  const errors = [];
  for (let times = 0; times < 2; times += 1) {
    const error = await mute("token", "1", "2").catch((thrown) => thrown);
    errors.push({ isXError: error instanceof XError, code: error?.code, message: error?.message, cause: String(error?.cause) });
  }
  return errors;
};

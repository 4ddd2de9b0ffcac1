export async function send(url, token, target) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ target_user_id: target }) });
  return response.json();
}

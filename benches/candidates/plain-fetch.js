// The least that one can write: no checks, no time limit, no errors.

export function open({ baseUrl, token, userId }) {
  const url = `${baseUrl}/2/users/${userId}/muting`;
  const authorization = `Bearer ${token}`;
  return {
    async mute(target) {
      const headers = { authorization, "content-type": "application/json" };
      const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ target_user_id: target }) });
      return response.json();
    },
    async muted() {
      const ids = [];
      for (let query = ""; ;) {
        const response = await fetch(`${url}?max_results=1000${query}`, { headers: { authorization } });
        const { data, meta } = await response.json();
        for (const { id } of data) ids.push(id);
        if (meta.next_token === undefined) return ids;
        query = `&pagination_token=${meta.next_token}`;
      }
    },
  };
}

import { Client, UserPaginator } from "@xdevplatform/xdk";

export function open({ baseUrl, token, userId }) {
  const { users } = new Client({ accessToken: token, baseUrl });
  return {
    mute: (target) => users.muteUser(userId, { targetUserId: target }),
    async muted() {
      const people = new UserPaginator((paginationToken) => users.getMuting(userId, { maxResults: 1_000, paginationToken }));
      while (!people.done) await people.fetchNext();
      return people.users.map(({ id }) => id);
    },
  };
}

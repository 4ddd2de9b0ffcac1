// What the samples of the doc comments take for granted.
declare const token: string, myId: string, theirId: string, clientId: string, redirectUri: string;
declare const client: import("x-mutes/client").Client;
declare const session: import("x-mutes/client").Session;
declare const job: import("x-mutes/client").Job;
declare const plan: import("x-mutes/client").Plan;
declare const pending: import("x-mutes/client").PendingSignIn;
declare const error: import("x-mutes").XError;
declare const file: Blob;
declare const message: MessageEvent;
declare const chrome: { storage: { local: object }; alarms: { create(name: string, alarm: { when: number }): Promise<void> } };
declare const XError: typeof import("x-mutes").XError;
declare const Session: typeof import("x-mutes/client").Session;
declare const indexedDbStore: typeof import("x-mutes/client").indexedDbStore;

// Stands in for glue.js, which the build writes here with wasm-bindgen.
import type { BegunSignIn, Endpoint, FoundUsers, Page, ParsedList, Plan, User } from "x-mutes/client";
import type { Change, Glue } from "../types.d.ts";
import type { Planning } from "./planning.js";
import type { FoundJob, ReadAuth, SessionTokens } from "./types.d.ts";

/** What src/exports has with the feature `client` for a call. */
export interface ClientFunctions {
  mute: Change<ReadAuth>;
  unmute: Change<ReadAuth>;

  user_list(
    call: object, list: Endpoint, sourceUserId: string, pageSize: number, nextToken: string, userFields: string,
  ): Promise<Partial<Page>>;
  me(call: object): Promise<User>;
  user_id(call: object): string | undefined;
  users(call: object, ids: string | undefined, usernames: string, userFields: string): Promise<FoundUsers>;

  plan(call: object, planning: Planning): Promise<Omit<Plan, "mute" | "unmute" | "skipped" | "earliestEnd"> & { earliestEnd: number }>;

  run_job(
    call: object, sourceUserId: string, state: string, pace: string | undefined, maxPerDay: number | undefined, untilLimited: boolean,
  ): Promise<{ state: "done" | "paused" | "elsewhere", resumeAt?: number }>;
  load_job(call: object): Promise<FoundJob | undefined>;
  replace_job(call: object, id: string, state: string, parts: number, texts: readonly string[]): Promise<boolean>;

  parse_list(
    call: object, bytes: Uint8Array, isDecoded: boolean, authors: boolean, parsing: object,
  ): Promise<Omit<ParsedList, "ids" | "usernames" | "entries">>;
  format_list(call: object, people: string, format: string): string;

  begin_sign_in(call: object): Promise<BegunSignIn>;
  complete_sign_in(call: object): Promise<SessionTokens>;
  restore_session(call: object): Promise<SessionTokens | undefined>;
  renew_session(call: object): Promise<SessionTokens>;
  sign_out(call: object): Promise<undefined>;
}

/** What it has that takes no call. */
export interface PureFunctions {
  new_job_texts(userId: string, id: string, pace: string, maxPerDay: number, mutes: string, unmutes: string): string[];
  fault_of_job(state: string, parts: readonly string[], seed: number): string | undefined;
  is_same_job(parts: readonly string[], others: readonly string[]): boolean;
  rested_job(state: string): string | undefined;
  report_part(state: string, number: number, part: string): string | undefined;
  salvage_part(part: string, action: "mute" | "unmute"): string[];
  forecast_job(mutes: number, unmutes: number, now: number): { windows: number, earliestEnd: number };
}

export const glue: Glue<ClientFunctions & PureFunctions>;

/** Of the build, which the module has too. */
export const STAMP: string;

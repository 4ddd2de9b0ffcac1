export * from "x-mutes";
export * from "x-mutes/client/inline";

export * from "x-mutes/inline";

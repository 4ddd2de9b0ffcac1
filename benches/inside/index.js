// What a page or a process can be asked to do, by name.
import "./network.js";
import { cold } from "./cold.js";
import { crossings } from "./crossings.js";
import { crowd } from "./crowd.js";
import { decoding } from "./decoding.js";
import { call, warmHeap } from "./heap.js";
import { listing } from "./listing.js";
import { lists, prepareLists } from "./lists.js";
import { wasmBytes } from "./memories.js";
import { warm } from "./warm.js";

export const TASKS = {
  call, cold, crossings, crowd, decoding, listing, lists, prepareLists, warm, warmHeap, wasmBytes: async () => wasmBytes(),
};

// A process that is measured.
import { TASKS } from "./index.js";
import { answerMessages } from "./messages.js";

answerMessages(TASKS);

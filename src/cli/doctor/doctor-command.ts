import type { Command } from '../command.js';
import { help, readArguments } from './arguments.js';
import { diagnose } from './diagnose.js';
import { readPackageFacts } from './package-facts.js';
import { Report } from './report.js';

/** `junction-connect doctor`: checks a page or a token endpoint, and says what to correct. */
export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'checks a page with the element, or a token endpoint, and says what to correct',
  help,
  async run(args) {
    const options = readArguments(args);
    const report = new Report(console.log);
    await diagnose(options, readPackageFacts(), report);
    report.summarize();
    return report.hasProblem ? 1 : 0;
  },
};

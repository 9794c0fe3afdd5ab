#!/usr/bin/env node
import process from 'node:process';
import { doctorCommand } from './cli/doctor/doctor-command.js';
import { initCommand } from './cli/init/init-command.js';
import { runCommand } from './cli/run-command.js';
import { sandboxCommand } from './cli/sandbox/sandbox-command.js';

process.exitCode = await runCommand([initCommand, doctorCommand, sandboxCommand], process.argv.slice(2));

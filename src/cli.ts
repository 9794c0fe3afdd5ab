#!/usr/bin/env node
import process from 'node:process';
import { runCommand } from './cli/run-command.js';
import { sandboxCommand } from './cli/sandbox/sandbox-command.js';

process.exitCode = await runCommand([sandboxCommand], process.argv.slice(2));

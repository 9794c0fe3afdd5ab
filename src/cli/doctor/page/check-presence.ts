import type { Report } from '../report.js';
import type { PageScripts } from './find-scripts.js';
import type { ButtonTag } from './button-tags.js';
import type { Page } from './read-page.js';

/** Reports whether the page has a button, and the script that makes it work. */
export function checkPresence(
  page: Page,
  buttonTags: readonly ButtonTag[],
  scripts: PageScripts,
  report: Report,
): void {
  const hasScript = scripts.packageScripts.length > 0 || scripts.isInOtherScript;
  const byScript =
    'If a script of the page makes the element, doctor cannot see it: check the token endpoint with its own address and --endpoint';
  if (buttonTags.length > 0) {
    report.ok(
      `The page has ${buttonTags
        .map(({ where }) => where.replace(/^The/, 'the'))
        .slice(0, 5)
        .join(', ')}.`,
    );
    if (!hasScript)
      report.problem(
        'The page does not load the script of the package, so there is no button. Add the script tag from the README. If a tag manager or an app loads the script later, this is no problem: look at the page in a browser.',
      );
  } else if (scripts.isInOtherScript) {
    report.note(
      'The HTML of the page has no <junction-connect> and no <div data-junction-connect>, but a script of the page names junction-connect, and probably adds it. Doctor runs no script, so it does not see the button. To check the token endpoint, give doctor its address with --endpoint.',
    );
  } else if (hasScript) {
    report.problem(
      `The page has the script, but no <junction-connect> and no <div data-junction-connect>. Add one where the button belongs. ${byScript}. If this is only the page that Link returns to, this is no problem.`,
    );
  } else {
    report.problem(
      `The HTML of the page has no <junction-connect>, no <div data-junction-connect> and no script of the package. Check that this is the right page, and add them. ${byScript}.`,
    );
  }
  if (buttonTags.length > 0 && scripts.packageScripts.length === 0 && scripts.isInOtherScript)
    report.ok('A script of the page contains or loads the package. Doctor cannot see which version.');
  for (const line of page.selfClosedLines)
    report.problem(
      `Line ${line} has <junction-connect … />, but HTML ignores the slash, so the content after it becomes the label. Write <junction-connect …></junction-connect>.`,
    );
}

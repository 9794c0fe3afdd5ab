import 'junction-connect';

/** Each file shows the same dialog with another library. A page loads only the one that its address names. */
const dialogs = import.meta.glob('./dialogs/*.tsx');

const name = new URLSearchParams(location.search).get('dialog');
await dialogs[`./dialogs/${name}.tsx`]?.(); // The page that Link's window returns to has no dialog.

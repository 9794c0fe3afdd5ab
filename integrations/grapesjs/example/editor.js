import grapesjs from 'grapesjs';
import manifest from 'junction-connect/custom-elements.json' with { type: 'json' };
import script from 'junction-connect/integrity.json' with { type: 'json' };
import junctionConnect from '../junction-connect.js';

const attributes = { 'token-endpoint': '/api/link-token' };

grapesjs.init({
  container: '#editor',
  height: '100vh',
  plugins: [(editor) => junctionConnect(editor, { manifest, script, attributes })],
  storageManager: {
    type: 'remote',
    options: {
      remote: {
        urlLoad: '/pages/1',
        urlStore: '/pages/1',
        onLoad: ({ project }) => project,
        onStore: (project, editor) => ({ project, html: editor.getHtml(), css: editor.getCss() }),
      },
    },
  },
});

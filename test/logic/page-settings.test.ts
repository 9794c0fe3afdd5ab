import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { configurePage, pageSettings, type PageSettings } from '../../src/link/configuration/page-settings.js';
import { resetPageSettings } from '../support/configuration.js';

const read = () => Object.fromEntries(Object.entries(pageSettings()).map(([name, values]) => [name, [...values]]));

describe('configurePage', () => {
  beforeEach(resetPageSettings);

  it('adds to what the page has named already, and keeps the order', () => {
    configurePage({ tokenEndpoints: ['/a', 'https://api.example.com/b?c=1', 'http://api.example.com/'] });
    configurePage({
      tokenEndpoints: ['/d', '/a'],
      connectionsEndpoints: ['/api/connections'],
      allowedOrigins: ['https://api.example.com', 'http://localhost:3000'],
    });
    assert.deepEqual(read(), {
      tokenEndpoints: ['/a', 'https://api.example.com/b?c=1', 'http://api.example.com/', '/d'],
      connectionsEndpoints: ['/api/connections'],
      allowedOrigins: ['https://api.example.com', 'http://localhost:3000'],
    });
  });

  it('shares its settings with every copy of the package in the page', () => {
    configurePage({ tokenEndpoints: ['/a'] });
    const store = (globalThis as Record<symbol, unknown>)[Symbol.for('junction-connect.page')];
    assert.deepEqual((store as ReturnType<typeof pageSettings>).tokenEndpoints, new Set(['/a']));
  });

  it('adds the settings that a copy of an older version does not know', () => {
    const store = { tokenEndpoints: new Set(['/a']), allowedOrigins: new Set() };
    (globalThis as Record<symbol, unknown>)[Symbol.for('junction-connect.page')] = store;
    configurePage({ connectionsEndpoints: ['/api/connections'] });
    assert.deepEqual(read(), {
      tokenEndpoints: ['/a'],
      allowedOrigins: [],
      connectionsEndpoints: ['/api/connections'],
    });
  });

  const invalid: [settings: unknown, message: RegExp][] = [
    [{ tokenEndpoints: '/api/link-token' }, /tokenEndpoints must be a list/],
    [{ tokenEndpoints: null }, /tokenEndpoints must be a list/],
    [{ tokenEndpoints: [undefined] }, /'undefined' is not valid/],
    [{ tokenEndpoints: [7] }, /must be a list of http\(s\) URLs, such as \/api\/link-token\. '7' is not valid/],
    [{ tokenEndpoints: [''] }, /'' is not valid/],
    [{ tokenEndpoints: [' '] }, /' ' is not valid/],
    [{ tokenEndpoints: ['https://user:secret@shop.example/t'] }, /'https:\/\/shop.example\/t' is not valid/],
    [{ tokenEndpoints: ['https://'] }, /'https:\/\/' is not valid/],
    [{ tokenEndpoints: ['javascript:alert(1)'] }, /is not valid/],
    [{ tokenEndpoints: ['https://user:password@shop.example/'] }, /is not valid/],
    [{ connectionsEndpoints: ['ftp://shop.example'] }, /http\(s\) URLs, such as \/api\/connections.*is not valid/],
    [{ allowedOrigins: ['https://api.example.com/'] }, /without a path.*is not valid/],
    [{ allowedOrigins: ['https://api.example.com/v1'] }, /is not valid/],
    [{ allowedOrigins: ['api.example.com'] }, /is not valid/],
    [{ allowedOrigins: ['*'] }, /'\*' is not valid/],
    [{ allowedOrigins: ['null'] }, /'null' is not valid/],
    [{ allowedOrigins: ['file://'] }, /is not valid/],
    [{ allowedOrigins: [new URL('https://api.example.com')] }, /'https:\/\/api.example.com\/' is not valid/],
    [
      { tokenEndpoint: ['/api/link-token'] },
      /'tokenEndpoint' is not a setting. Use tokenEndpoints or connectionsEndpoints or allowedOrigins/,
    ],
    [{ toString: ['/a'] }, /'toString' is not a setting/],
  ];
  invalid.forEach(([settings, message]) => {
    it(`refuses ${JSON.stringify(settings)}, and adds nothing`, () => {
      const withValid = { tokenEndpoints: ['/valid'], ...(settings as PageSettings) };
      assert.throws(
        () => configurePage(withValid),
        (error) => error instanceof TypeError && message.test(error.message),
      );
      assert.deepEqual(read(), { tokenEndpoints: [], connectionsEndpoints: [], allowedOrigins: [] });
    });
  });
});

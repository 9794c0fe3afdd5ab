import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { junctionErrorTypes } from '../../src/junction/error-types.js';
import { JunctionConnectError, packageErrorCodes } from '../../src/link/errors.js';
import { ownerLine } from '../../src/link/owner-line.js';

describe('the line that the owner of the site reads in the console', () => {
  [...packageErrorCodes, ...junctionErrorTypes].forEach((code) => {
    it(`has the code ${code}, and the message`, () => {
      const line = ownerLine(new JunctionConnectError(code, 'What to do'));
      assert.equal(line, `junction-connect: ${code}: What to do`);
    });
  });

  it('does not quote an undocumented error_type, because that may name the provider', () => {
    const line = ownerLine(new JunctionConnectError('oura_is_down', 'What to do'));
    assert.equal(line, 'junction-connect: undocumented error_type: What to do');
  });
});

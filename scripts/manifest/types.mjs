import process from 'node:process';
import ts from 'typescript';

/**
 * What TypeScript knows of the names that a file exports. The analyzer reads syntax alone: to it, a named union is a name.
 *
 * @param {string} path
 */
export function typesIn(path) {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const program = ts.createProgram([path], options);
  const checker = program.getTypeChecker();
  const names = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(path)));
  const exported = (name) => names.find((symbol) => symbol.name === name);

  /** The words that a type is made of, quoted; undefined where there is anything else in it. */
  function wordsOf(type) {
    const parts = type.isUnion() ? type.types : [type];
    return parts.every((part) => part.isStringLiteral())
      ? parts.map(({ value }) => `'${value}'`).join(' | ')
      : undefined;
  }

  function describe(symbol) {
    const type = checker.getTypeOfSymbol(symbol);
    const words = wordsOf(type);
    return {
      name: symbol.valueDeclaration.name.getText(),
      type: { text: words ?? checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation) },
      description: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
    };
  }

  const instance = (name) => checker.getDeclaredTypeOfSymbol(exported(name));
  const itself = (name, property) => checker.getTypeOfSymbol(exported(name)).getProperty(property);
  return {
    /** The words that an object's property may be. */
    words: (name, property) => wordsOf(checker.getTypeOfSymbol(instance(name).getProperty(property))),
    /** The properties of an interface, those that it extends first. */
    properties: (name) =>
      instance(name)
        .getProperties()
        .sort((one, other) => one.valueDeclaration.pos - other.valueDeclaration.pos)
        .map(describe),
    /** Whether a member is there for a class that this one extends. */
    isOverride(name, { name: property, static: isStatic }) {
      const symbol = isStatic ? itself(name, property) : instance(name).getProperty(property);
      return Boolean(ts.getCombinedModifierFlags(symbol.valueDeclaration) & ts.ModifierFlags.Override);
    },
    /** The parameters and the result of a static function; undefined of what is none. */
    signature(name, property) {
      const [signature] = checker.getTypeOfSymbol(itself(name, property)).getCallSignatures();
      if (!signature) return undefined;
      const result = checker.typeToString(signature.getReturnType());
      return { parameters: signature.parameters.map(describe), return: { type: { text: result } } };
    },
  };
}

import process from 'node:process';
import ts from 'typescript';

/**
 * Reads the types of all exports of some files with TypeScript. The analyzer of the manifest reads only syntax, so it knows only
 * the name of a union type that has one.
 *
 * @param {string[]} paths
 */
export function typesIn(...paths) {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const program = ts.createProgram(paths, options);
  const checker = program.getTypeChecker();
  const symbols = paths.flatMap((path) =>
    checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(path))),
  );
  const exported = (name) => symbols.find((symbol) => symbol.name === name);

  /** Returns the string literals of a type, quoted. Returns undefined if the type contains anything else. */
  function literalsOf(type) {
    const parts = type.isUnion() ? type.types : [type];
    return parts.every((part) => part.isStringLiteral())
      ? parts.map(({ value }) => `'${value}'`).join(' | ')
      : undefined;
  }

  function describe(symbol) {
    const type = checker.getTypeOfSymbol(symbol);
    const literals = literalsOf(type);
    return {
      name: symbol.valueDeclaration.name.getText(),
      type: { text: literals ?? checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation) },
      description: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
    };
  }

  const instanceType = (name) => checker.getDeclaredTypeOfSymbol(exported(name));
  const staticProperty = (name, property) => checker.getTypeOfSymbol(exported(name)).getProperty(property);
  return {
    /** Returns the string literals that a property accepts. Returns undefined if it accepts anything else. */
    literals: (name, property) => literalsOf(checker.getTypeOfSymbol(instanceType(name).getProperty(property))),
    /** Returns the properties of an interface. The inherited ones come first. */
    properties: (name) =>
      instanceType(name)
        .getProperties()
        .sort((one, other) => one.valueDeclaration.pos - other.valueDeclaration.pos)
        .map(describe),
    /** Returns true when a member overrides one of the base class. */
    isOverride(name, { name: property, static: isStatic }) {
      const symbol = isStatic ? staticProperty(name, property) : instanceType(name).getProperty(property);
      return Boolean(ts.getCombinedModifierFlags(symbol.valueDeclaration) & ts.ModifierFlags.Override);
    },
    /** Returns the parameters and the result of a static function. Returns undefined if the member is no function. */
    signature(name, property) {
      const [signature] = checker.getTypeOfSymbol(staticProperty(name, property)).getCallSignatures();
      if (!signature) return undefined;
      const result = checker.typeToString(signature.getReturnType());
      return { parameters: signature.parameters.map(describe), return: { type: { text: result } } };
    },
  };
}

import ts from 'typescript';
import { CODE, FILES, textOf } from './tree';

/** One import, as written and as resolved. */
export interface Import {
  readonly from: string;
  readonly specifier: string;
  /** Path in the repository, or null for a package. */
  readonly target: string | null;
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

/** The script of a file: all of a `.ts`, the script blocks of a `.vue` with the rest blanked so that lines keep their numbers. */
export function scriptOf(path: string): string {
  const text = textOf(path);
  if (!path.endsWith('.vue')) return text;
  const blocks = [...text.matchAll(/<script\b[^>]*>([^]*?)<\/script>/g)];
  return blocks.map((block) => '\n'.repeat(text.slice(0, block.index).split('\n').length - 1) + (block[1] ?? '')).join('\n');
}

const parsed = new Map<string, ts.SourceFile>();
export function syntaxOf(path: string): ts.SourceFile {
  const known = parsed.get(path);
  if (known) return known;
  const tree = ts.createSourceFile(path, scriptOf(path), ts.ScriptTarget.Latest, true, path.endsWith('.js') ? ts.ScriptKind.JS : ts.ScriptKind.TS);
  parsed.set(path, tree);
  return tree;
}

export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  node.forEachChild((child) => { visit(child, see); });
}

const known = new Set(FILES);
function resolve(from: string, specifier: string): string | null {
  const plain = specifier.replace(/\?.*$/, '');
  let path: string;
  if (plain.startsWith('@/')) path = `src/${plain.slice(2)}`;
  else if (plain.startsWith('@widgets/')) path = `widgets/${plain.slice(9)}`;
  else if (plain.startsWith('.')) path = new URL(plain, `file:///${from}`).pathname.slice(1);
  else return null;
  return [path, `${path}.ts`, `${path}.js`, `${path}.vue`, `${path}/index.ts`].find((candidate) => known.has(candidate)) ?? path;
}

/** True where nothing of the statement is left after types are stripped. */
function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return !clause.name && named !== undefined && ts.isNamedImports(named) && named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly);
}

function importsOf(path: string): Import[] {
  const found: Import[] = [];
  const add = (literal: ts.Node | undefined, typeOnly: boolean, dynamic: boolean): void => {
    if (literal && ts.isStringLiteralLike(literal)) found.push({ from: path, specifier: literal.text, target: resolve(path, literal.text), typeOnly, dynamic });
  };
  visit(syntaxOf(path), (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node), false);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false, true);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true, false);
  });
  return found;
}

export const IMPORTS: readonly Import[] = CODE.flatMap(importsOf);

/** Room of a path: `src/<room>/…`, `widgets`, or the top folder; the few files at the root of `src` are `start`. */
export function roomOf(path: string): string {
  const parts = path.split('/');
  if (parts[0] === 'src') return parts.length > 2 ? (parts[1] ?? '') : 'start';
  return parts.length > 1 ? (parts[0] ?? '') : 'root';
}

import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { scriptOf, syntaxOf, visit } from './modules';
import { CODE, FILES, isTest, linesOf, textOf } from './tree';

/** Lines; see docs/architecture.md, "Size law". */
const FILE_LIMIT = 300;
const TEST_LIMIT = 500;
const MEDIAN_LIMIT = 130;
const FUNCTION_LIMIT = 60;

const product = CODE.filter((path) => !isTest(path));
const place = (path: string, node: ts.Node): string => `${path}:${syntaxOf(path).getLineAndCharacterOfPosition(node.getStart()).line + 1}`;

function places(paths: readonly string[], is: (node: ts.Node) => boolean): string[] {
  const found: string[] = [];
  for (const path of paths) visit(syntaxOf(path), (node) => { if (is(node)) found.push(place(path, node)); });
  return found;
}

describe('size', () => {
  it(`no file is longer than ${FILE_LIMIT} lines, no test longer than ${TEST_LIMIT}`, () => {
    expect(CODE.filter((path) => linesOf(path) > (isTest(path) ? TEST_LIMIT : FILE_LIMIT)).map((path) => `${path}: ${linesOf(path)}`)).toEqual([]);
  });

  it('the usual file fits a screen or two', () => {
    const sizes = product.map(linesOf).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(MEDIAN_LIMIT);
  });

  it(`no function is longer than ${FUNCTION_LIMIT} lines`, () => {
    const lines = (node: ts.Node): number => node.getText().split('\n').length;
    // The outermost function of a composable or factory holds its parts: they are counted one by one.
    const own = (node: ts.FunctionLikeDeclaration): number => {
      let inner = 0;
      node.body?.forEachChild((child) => visit(child, (part) => {
        if (ts.isFunctionLike(part) && part.parent && lines(part) > 3 && !within(part, node)) inner += lines(part);
      }));
      return lines(node) - inner;
    };
    const within = (part: ts.Node, top: ts.Node): boolean => {
      for (let up = part.parent; up && up !== top; up = up.parent) if (ts.isFunctionLike(up)) return true;
      return false;
    };
    expect(places(product, (node) => (ts.isFunctionDeclaration(node) || ts.isArrowFunction(node) || ts.isMethodDeclaration(node) || ts.isFunctionExpression(node)) && own(node) > FUNCTION_LIMIT)).toEqual([]);
  });
});

describe('types and honesty', () => {
  it('no `any`, written or asserted', () => {
    expect(places(CODE.filter((path) => path.endsWith('.ts') || path.endsWith('.vue')), (node) => node.kind === ts.SyntaxKind.AnyKeyword)).toEqual([]);
  });

  it('no non-null assertion, and no assertion through unknown', () => {
    const doubled = (node: ts.Node): boolean => ts.isAsExpression(node) && ts.isAsExpression(node.expression) && node.expression.type.kind === ts.SyntaxKind.UnknownKeyword;
    expect(places(product, (node) => ts.isNonNullExpression(node) || doubled(node))).toEqual([]);
  });

  it('nothing tells the compiler or the linter to look away without saying why', () => {
    const silenced = CODE.filter((path) => /@ts-(ignore|nocheck)|eslint-disable(?!.*--)/.test(scriptOf(path)) && path !== 'test/architecture/shape.test.ts');
    expect(silenced).toEqual([]);
  });

  it('no empty catch', () => {
    expect(places(product, (node) => ts.isCatchClause(node) && node.block.statements.length === 0)).toEqual([]);
  });

  it('no test is skipped, focused or left for later', () => {
    const loose = /\b(describe|it|test)\.(skip|only|todo|fails)\b/;
    expect(FILES.filter((path) => path.endsWith('.test.ts') && loose.test(textOf(path)))).toEqual([]);
  });
});

describe('names', () => {
  it('says what a file is about', () => {
    expect(CODE.filter((path) => /(^|\/)(utils?|helpers?|common|managers?|data|info|misc|stuff|shared)\.(ts|js|vue)$/i.test(path))).toEqual([]);
  });

  it('modules are kebab-case, components PascalCase', () => {
    const wrong = CODE.filter((path) => {
      const name = path.split('/').at(-1) ?? '';
      return name.endsWith('.vue') ? !/^[A-Z][A-Za-z0-9]+\.vue$/.test(name) : !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config|d|fixture))*\.(ts|js)$/.test(name);
    });
    expect(wrong).toEqual([]);
  });

  it('exports by name; a default export only where something loads a module whole', () => {
    const mayDefault = /^widgets\/[^/]+\/index\.ts$|^vite\.config\.ts$|^test\/lint\/eslint\.config\.js$|^src\/env\.d\.ts$|^test\/e2e\/support\/build\.ts$|^test\/suites\/unhandled-reporter\.ts$|^docs\/examples\/third-party-widget\//;
    expect(places(CODE.filter((path) => !mayDefault.test(path)), (node) => ts.isExportAssignment(node) || (ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword)))).toEqual([]);
  });

  it('no barrels: `export … from` stands only in the public contract of the widget kit', () => {
    expect(places(product.filter((path) => path !== 'src/widget-kit/index.ts'), (node) => ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined)).toEqual([]);
  });
});

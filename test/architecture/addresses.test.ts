import { describe, expect, it } from 'vitest';
import { CODE, FILES, isTest, textOf } from './tree';

/** Names, not places to go: namespaces and specifications; and addresses that can only be this machine or nobody. */
const NAMES = /^(www\.w3\.org|(?:www|schemas)\.opengis\.net|schemas\.xmlsoap\.org|schemas\.openxmlformats\.org|purl\.org|…|www\.mic\.gov\.vn|json-schema\.org|schemas\.openid\.net|json-stat\.org|\.|localhost|127\.0\.0\.1|\[::1\]|([a-z0-9-]+\.)*(example|test|invalid|localhost)(\.(com|org|net|vn))?)$/;

function addressesIn(path: string): string[] {
  return [...textOf(path).matchAll(/\b(?:https?|wss?|ftp):\/\/([^\s/'"`<>)\]}$,;:]+)/g)].map((match) => match[1] ?? '').filter((host) => host !== '' && !NAMES.test(host));
}

describe('no internet at run time', () => {
  const shipped = FILES.filter((path) => /^(src|widgets|public|mock|server)\/|^index\.html$|^vite\.config\.ts$/.test(path) && !isTest(path) && !/\.(md|png|woff2)$/.test(path));

  it('nothing that runs names an outside host', () => {
    expect(shipped.flatMap((path) => addressesIn(path).map((host) => `${path}: ${host}`))).toEqual([]);
  });

  it('no style or page fetches from elsewhere: fonts, pictures and scripts are bundled', () => {
    const styled = shipped.filter((path) => /\.(css|vue|html)$/.test(path));
    expect(styled.filter((path) => /@import\s+(url\()?['"]?(https?:)?\/\/|url\(\s*['"]?(https?:)?\/\/|(src|href)="(https?:)?\/\//.test(textOf(path)))).toEqual([]);
  });

  it('only the federation, the stream of events, the loader of others’ widgets, squares of a map and fonts of a picture open a connection, and only the start of the page a worker of its own', () => {
    const may = /^src\/(federation|events|widget-kit\/remote\/load-module|map\/vector-source|reports\/writers\/pictures\/browser-fonts|shell|main\.ts|start|security|config|cache|query|offline)|^src\/[^/]+\.ts$/;
    const reaching = CODE.filter((path) => /^(src|widgets)\//.test(path) && !isTest(path) && !may.test(path) && /\b(fetch\(|new (XMLHttpRequest|WebSocket|EventSource)\b|sendBeacon\()/.test(textOf(path)));
    expect(reaching).toEqual([]);
  });
});

describe('nothing is told that should not be', () => {
  it('no secret and no private key in the tree', () => {
    const looks = /-----BEGIN [A-Z ]*PRIVATE KEY|\b(AKIA|ghp_|xox[bp]-|sk-[a-zA-Z0-9]{20})[A-Za-z0-9]+|"?(password|passwd|secret|api[_-]?key)"?\s*[:=]\s*['"][^'"\s{$]{6,}['"]/i;
    const told = FILES.filter((path) => !isTest(path) && /\.(ts|js|vue|json|html|yml|yaml|env|sh)$/.test(path) && path !== 'package-lock.json' && looks.test(textOf(path)));
    expect(told).toEqual([]);
  });
});

import { explainFaults } from '@/config/explain-faults';
import type { PackFault } from '@/config/config-fault';
import en from '@/i18n/locales/en.json';
import vi from '@/i18n/locales/vi.json';

/** The page when nothing can start: what is wrong, where, and what to do. Both languages, no framework. */
export function showStartFailure(faults: readonly PackFault[], files: Readonly<Record<string, unknown>>): void {
  const root = document.querySelector('#app') ?? document.body;
  const box = document.createElement('main');
  box.className = 'start-failure';
  const say = (tag: string, text: string): void => {
    const element = document.createElement(tag);
    element.textContent = text;
    box.append(element);
  };
  say('h1', vi['page.failed']);
  say('p', vi['page.failedHint']);
  say('p', `${en['page.failed']}. ${en['page.failedHint']}`);
  for (const fault of explainFaults(faults, files)) {
    say('p', `${fault.file}${fault.pointer}: ${fault.hint.vi} (${fault.expected} ≠ ${fault.got})`);
  }
  const again = document.createElement('button');
  again.type = 'button';
  again.className = 'again';
  again.textContent = `${vi['page.reload']} / ${en['page.reload']}`;
  again.addEventListener('click', () => location.reload());
  box.append(again);
  root.replaceChildren(box);
}

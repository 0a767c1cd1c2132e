import { describe, expect, it } from 'vitest';
import { model } from './model';
import { report } from './report';
import { samples } from './sample';

const vmOf = (name: (typeof samples)[number]['name']) => {
  const sample = samples.find((one) => one.name === name);
  if (!sample) throw new Error(`no sample ${name}`);
  return model(sample.input);
};

describe('template-widget', () => {
  it('reads the newest figure and reports the same one', () => {
    const vm = vmOf('normal');
    expect(vm.figure?.measure.kind).toBe('value');
    expect(report(vm)).toMatchObject([{ kind: 'figure', figure: vm.figure }]);
  });

  it('keeps a missing figure missing', () => {
    expect(vmOf('missing').figure?.measure.kind).toBe('missing');
  });

  it('is empty when the source answered with nothing', () => {
    expect(vmOf('empty').empty).toBe(true);
  });
});

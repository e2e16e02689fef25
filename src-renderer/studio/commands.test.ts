import { expect, it } from 'vitest';
import { Commands, type Command, type CommandScope } from './commands.svelte.ts';
import { Selection } from './selection.svelte.ts';

function command(id: string, scope: CommandScope, key: string, rest: Partial<Command> = {}): Command {
  return { id, title: id, group: 'Test', scope, keys: [key], run: () => undefined, ...rest };
}

const noReview = { isOn: false };

it('gives a key the meaning of the most particular scope in force', () => {
  const selection = new Selection();
  const commands = new Commands(selection, noReview);
  commands.register([
    command('polygon', 'global', 'p'),
    command('mesh', '3d', 'p'),
    command('range', 'view', 'a'),
    command('previous', 'annotate', 'a'),
  ]);
  expect(commands.forKey('p')?.id).toBe('polygon');
  expect(commands.forKey('a')?.id).toBe('range');
  commands.place = '3d';
  expect(commands.forKey('p')?.id).toBe('mesh');
  commands.place = null;
  selection.tool = 'polygon';
  expect(commands.forKey('a')?.id).toBe('previous');
});

it('passes over a command that cannot be used now', () => {
  const commands = new Commands(new Selection(), noReview);
  commands.register([
    command('zoom', 'view', 'z', { isEnabled: () => false }),
    command('undo', 'global', 'z'),
  ]);
  expect(commands.forKey('z')?.id).toBe('undo');
});

it('refuses a key that is taken in its scope, naming both commands', () => {
  const commands = new Commands(new Selection(), noReview);
  commands.register([command('fit', 'view', 'f')]);
  expect(() => commands.register([command('flip', 'view', 'f')])).toThrow(
    'f in view is taken by fit, wanted by flip',
  );
});

it('forgets commands that were taken away', () => {
  const commands = new Commands(new Selection(), noReview);
  const remove = commands.register([command('fit', 'view', 'f')]);
  remove();
  expect(commands.forKey('f')).toBeUndefined();
});

it('runs a command by its id only where it can be used', () => {
  const commands = new Commands(new Selection(), noReview);
  const ran: string[] = [];
  commands.register([
    command('yes', 'global', 'y', { run: () => ran.push('yes') }),
    command('no', 'global', 'n', { isEnabled: () => false, run: () => ran.push('no') }),
  ]);
  commands.run('yes');
  commands.run('no');
  expect(ran).toEqual(['yes']);
});

it('lets the keys of a review come first while no tool is in hand', () => {
  const selection = new Selection();
  const review = { isOn: false };
  const commands = new Commands(selection, review);
  commands.register([command('confirm', 'review', 'c'), command('cloud', '3d', 'c')]);
  commands.place = '3d';
  expect(commands.forKey('c')?.id).toBe('cloud');
  review.isOn = true;
  expect(commands.forKey('c')?.id).toBe('confirm');
  selection.tool = 'polygon';
  expect(commands.forKey('c')?.id).toBe('cloud');
});

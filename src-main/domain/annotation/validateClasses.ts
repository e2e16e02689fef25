import { StudioError } from '../errors.ts';
import type { AnnotationClass } from './Annotation.ts';

/**
 * Checks a whole list of classes from outside.
 *
 * @throws BadRequest: a name that is empty, longer than 60 characters or not usable as a folder's name, a colour that
 *   is not #rrggbb, a key outside 1–9, and a name or key that two classes have.
 */
export function validateClasses(classes: readonly AnnotationClass[]): void {
  const names = new Set<string>();
  const keys = new Set<number>();
  for (const { name, color, key } of classes) {
    if (!isLegalName(name)) {
      throw refused(
        `class name ${JSON.stringify(name)} is not legal: 1 to 60 characters, no / \\ : * ? " < > |`,
      );
    }
    if (!/^#[0-9a-f]{6}$/i.test(color)) throw refused(`colour ${color} of class ${name} is not #rrggbb`);
    if (names.has(name)) throw refused(`two classes are named ${name}`);
    names.add(name);
    if (key === null) continue;
    if (!Number.isInteger(key) || key < 1 || key > 9)
      throw refused(`key ${key} of class ${name} is not 1 to 9`);
    if (keys.has(key)) throw refused(`two classes have the key ${key}`);
    keys.add(key);
  }
}

/** A class's name is the name of a folder in exported masks. */
export function isLegalName(name: string): boolean {
  return (
    /^[^/\\:*?"<>|]{1,60}$/.test(name) &&
    !/[\p{Cc}]/u.test(name) &&
    name.trim() === name &&
    !/^\.+$/.test(name)
  );
}

function refused(message: string): StudioError {
  return new StudioError('BadRequest', message);
}

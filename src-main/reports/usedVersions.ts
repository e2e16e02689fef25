import manifest from '../../package.json' with { type: 'json' };

/** What made the numbers: this program and what it runs on. */
export function usedVersions(): { readonly name: string; readonly version: string }[] {
  return [
    { name: 'Fathom', version: manifest.version },
    { name: 'Node.js', version: process.versions.node },
    { name: 'V8', version: process.versions.v8 },
    { name: 'Platform', version: `${process.platform} ${process.arch}` },
  ];
}

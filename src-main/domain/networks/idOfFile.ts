/** A network's id from its file: `folder/My Network.onnx` → `my-network`. */
export function idOfFile(file: string): string {
  const name = file.split(/[/\\]/).at(-1) ?? '';
  const id = name
    .replace(/\.onnx$/i, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '');
  return id.slice(0, 64) || 'network';
}

/** Width and height as decodePicture or decodeMap would give them, from the header alone. */
export function readImageSize(_path: string): Promise<{ readonly width: number; readonly height: number }> {
  throw new Error('not written yet');
}

/**
 * The rows of a table with a header line, by column. Cells may be quoted, with quotes doubled inside, and then hold
 * separators and line ends (RFC 4180). Lines that begin with `#` and empty lines are passed over.
 */
export function parseCsv(text: string, separator: ',' | '\t'): readonly ReadonlyMap<string, string>[] {
  const [header, ...rows] = cellsOf(text.replace(/^\uFEFF/, ''), separator);
  return rows.map((cells) => new Map((header ?? []).map((name, i) => [name.trim(), cells[i]?.trim() ?? ''])));
}

function cellsOf(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endRow = (): void => {
    row.push(cell);
    if (row.some((each) => each.trim() !== '') && !row[0]!.startsWith('#')) rows.push(row);
    row = [];
    cell = '';
  };
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') cell += text[++i]!;
      else isQuoted = false;
    } else if (character === '"' && cell === '') isQuoted = true;
    else if (character === separator) {
      row.push(cell);
      cell = '';
    } else if (character === '\n') endRow();
    else if (character !== '\r') cell += character;
  }
  endRow();
  return rows;
}

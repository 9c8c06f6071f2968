const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gu;
const INDENT = '  ';

/**
 * JSON text on indented lines with every name and value as it was written: numbers of any length
 * stay themselves, which reading them would not promise. Null if the text is no JSON.
 */
export function indentJson(text: string): string | null {
  if (!isJson(text)) return null;
  const tokens = text.match(TOKENS) ?? [];
  let depth = 0;
  let result = '';
  const breakLine = (): void => {
    result += `\n${INDENT.repeat(depth)}`;
  };
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    const next = tokens[index + 1];
    if (token === '}' || token === ']') {
      depth -= 1;
      if (before !== '{' && before !== '[') breakLine();
    }
    result += token;
    if (token === '{' || token === '[') {
      depth += 1;
      if (next !== '}' && next !== ']') breakLine();
    } else if (token === ',') breakLine();
    else if (token === ':') result += ' ';
  }
  return result;
}

/** An object or a list; a lone number or word is no record. */
function isJson(text: string): boolean {
  if (!/^\s*[{[]/u.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

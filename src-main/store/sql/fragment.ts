/** A piece of SQL with the values for its placeholders. Values never become part of the text. */
export interface Fragment {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

export type SqlValue = string | number | null | Uint8Array;

/**
 * Tagged template: fragments are spliced in, everything else becomes a placeholder.
 * `sql\`seq > ${5} AND ${other}\`` is `seq > ? AND …` with the value 5.
 */
export function sql(strings: TemplateStringsArray, ...parts: (SqlValue | Fragment)[]): Fragment {
  let text = strings[0] ?? '';
  const values: SqlValue[] = [];
  for (const [index, part] of parts.entries()) {
    if (isFragment(part)) {
      text += part.text;
      values.push(...part.values);
    } else {
      text += '?';
      values.push(part);
    }
    text += strings[index + 1] ?? '';
  }
  return { text, values };
}

/** Joins fragments with a fixed word between, in parentheses; `empty` if there are none. */
export function join(
  fragments: readonly Fragment[],
  word: ' AND ' | ' OR ' | ', ',
  empty: Fragment,
): Fragment {
  if (fragments.length === 0) return empty;
  return {
    text: `(${fragments.map((fragment) => fragment.text).join(word)})`,
    values: fragments.flatMap((fragment) => fragment.values),
  };
}

/** `?, ?, …` with these values. */
export function list(values: readonly SqlValue[]): Fragment {
  return { text: values.map(() => '?').join(', '), values };
}

function isFragment(part: SqlValue | Fragment): part is Fragment {
  return typeof part === 'object' && part !== null && 'text' in part && 'values' in part;
}

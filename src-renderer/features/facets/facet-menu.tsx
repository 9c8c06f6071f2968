import { Copy, ListFilter, ListX, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useActions, useApp } from '../../state/app-context.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { PointerMenu } from '../../ui/pointer-menu.tsx';
import { onlyThis, toggled } from './facet-choice.ts';
import type { FacetLine } from './facet-choice.ts';
import type { RailField } from './facet-fields.ts';
import { facetText } from './facet-value-button.tsx';

/** The value a menu was asked for. */
export interface FacetMenuTarget {
  readonly field: RailField;
  readonly line: FacetLine;
  /** Where in the window, in px. */
  readonly x: number;
  readonly y: number;
}

interface FacetMenuProps {
  readonly target: FacetMenuTarget;
  readonly onClose: () => void;
}

/** What can be done with a value beside choosing it. */
export function FacetMenu({ target, onClose }: FacetMenuProps) {
  const { store } = useApp();
  const { setTerms } = useActions();
  const { field, line, x, y } = target;
  const text = facetText(field, line);
  const terms = (): ReturnType<typeof store.getState>['terms'] => store.getState().terms;
  const lineOf = (id: string, label: string, icon: ReactNode, onChoose: () => void) => ({
    id,
    label,
    text: label,
    icon,
    onChoose,
  });
  const filters = [
    lineOf('only', `Only ${text}`, <ListFilter size={14} />, () =>
      setTerms(onlyThis(terms(), field, line)),
    ),
    ...(line.choice === 'not'
      ? []
      : [
          lineOf('not', `Exclude ${text}`, <ListX size={14} />, () =>
            setTerms(toggled(terms(), field, line, true)),
          ),
        ]),
    ...(line.choice === 'none'
      ? []
      : [
          lineOf('let-go', 'Take out of the filter', <X size={14} />, () =>
            setTerms(toggled(terms(), field, line, line.choice === 'not')),
          ),
        ]),
  ];
  const copy = lineOf('copy', 'Copy', <Copy size={14} />, () => void copyText(line.value));
  return (
    <PointerMenu
      label={`Value ${text}`}
      groups={[
        { id: 'filter', lines: filters },
        { id: 'copy', lines: [copy] },
      ]}
      x={x}
      y={y}
      onClose={onClose}
    />
  );
}

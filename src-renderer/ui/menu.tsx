import { Fragment } from 'react';
import type { ReactNode, RefObject } from 'react';
import { Header } from 'react-aria-components/Header';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection,
} from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Separator } from 'react-aria-components/Separator';
import styles from './menu.module.css';

/** One line of a menu. */
interface MenuLine {
  readonly id: string;
  readonly label: ReactNode;
  /** Plain words, for typing ahead and screen readers, where the label is more than text. */
  readonly text: string;
  readonly icon?: ReactNode;
  /** Shortcut, shown at the right. */
  readonly keys?: string;
  readonly onChoose: () => void;
}

/** Lines that belong together; groups are divided by a hairline. */
export interface MenuGroup {
  readonly id: string;
  readonly title?: string;
  readonly lines: readonly MenuLine[];
}

interface MenuPopoverProps {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  readonly placement?: 'bottom start' | 'bottom end';
  /** Where it opens, if no MenuTrigger around it says so; then `onClose` is needed too. */
  readonly anchor?: RefObject<Element | null>;
  readonly onClose?: () => void;
}

/** A menu in a popover; stands inside a MenuTrigger beside its button, or opens at an anchor. */
export function MenuPopover(props: MenuPopoverProps) {
  const { label, groups, placement = 'bottom start', anchor, onClose } = props;
  const filled = groups.filter((group) => group.lines.length > 0);
  return (
    <Popover
      className={styles.popover ?? ''}
      placement={placement}
      offset={4}
      {...(anchor && {
        'aria-label': label,
        triggerRef: anchor,
        isOpen: true,
        onOpenChange: (isOpen: boolean) => {
          if (!isOpen) onClose?.();
        },
      })}
    >
      <AriaMenu
        className={styles.menu ?? ''}
        aria-label={label}
        {...(onClose && { onClose, autoFocus: 'first' as const })}
      >
        {filled.map((group, index) => (
          <Fragment key={group.id}>
            {index > 0 && <Separator className={styles.separator ?? ''} />}
            <MenuSection aria-label={group.title ?? label}>
              {group.title !== undefined && (
                <Header className={styles.title ?? ''}>{group.title}</Header>
              )}
              {group.lines.map((line) => (
                <AriaMenuItem
                  key={line.id}
                  id={line.id}
                  className={styles.item ?? ''}
                  textValue={line.text}
                  onAction={line.onChoose}
                >
                  <span className={styles.icon}>{line.icon}</span>
                  <span className={styles.label}>{line.label}</span>
                  {line.keys !== undefined && <kbd className={styles.keys}>{line.keys}</kbd>}
                </AriaMenuItem>
              ))}
            </MenuSection>
          </Fragment>
        ))}
      </AriaMenu>
    </Popover>
  );
}

import { clsx } from 'clsx';
import { Search } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { CommandId } from '#shared/model/commands.ts';
import type { Command } from '../../commands/command.ts';
import { describeCommand } from '../../commands/use-commands.ts';
import styles from './palette-box.module.css';
import { paletteSections } from './palette-sections.ts';

/** Options that PageUp and PageDown pass. */
const PAGE = 8;
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: PAGE,
  PageUp: -PAGE,
};

interface PaletteBoxProps {
  readonly commands: readonly Command[];
  /** Ids of commands that were chosen lately, the last one first. */
  readonly recent: readonly string[];
  readonly onChoose: (command: CommandId) => void;
}

/** A box to type in, and below it the commands that fit. The box keeps the keyboard. */
export function PaletteBox({ commands, recent, onChoose }: PaletteBoxProps) {
  const ids = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const sections = paletteSections(commands, typed, recent);
  const listed = sections.flatMap((section) => section.commands);
  const optionId = (index: number): string => `${ids}-${index}`;
  const activeId = optionId(active);

  useEffect(() => {
    document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  const handleKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (event.key === 'Enter') {
      const command = listed[active];
      if (command) onChoose(command.id);
    } else if (step !== undefined && listed.length > 0) {
      setActive(stepped(active, step, listed.length));
    } else return;
    event.preventDefault();
  };

  return (
    <>
      <div className={styles.box}>
        <Search size={16} className={styles.icon} aria-hidden />
        <input
          className={styles.input}
          role="combobox"
          aria-label="Find a command"
          aria-expanded
          aria-controls={ids}
          aria-autocomplete="list"
          {...(listed.length > 0 && { 'aria-activedescendant': activeId })}
          placeholder="Find a command"
          autoComplete="off"
          spellCheck={false}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- it is what the dialog is about
          autoFocus
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
          }}
          onKeyDown={handleKeyDown}
        />
      </div>
      <div id={ids} className={styles.list} role="listbox" aria-label="Commands" tabIndex={-1}>
        {sections.map(({ title, commands: inSection }) => (
          <div
            key={title ?? ''}
            role="group"
            aria-label={title ?? 'What fits'}
            className={styles.section}
          >
            {title !== null && (
              <div className={styles.title} aria-hidden>
                {title}
              </div>
            )}
            {inSection.map((command) => {
              const index = listed.indexOf(command);
              return (
                <CommandOption
                  key={command.id}
                  id={optionId(index)}
                  command={command}
                  isActive={index === active}
                  hasGroup={title === null || title === 'Used lately'}
                  onPoint={() => setActive(index)}
                  onChoose={() => onChoose(command.id)}
                />
              );
            })}
          </div>
        ))}
      </div>
      {listed.length === 0 && (
        <p className={styles.none}>
          No command fits. Some can only be used where there are events.
        </p>
      )}
      <p className="visually-hidden" role="status">
        {listed.length === 1 ? '1 command' : `${listed.length} commands`}
      </p>
    </>
  );
}

interface CommandOptionProps {
  readonly id: string;
  readonly command: Command;
  readonly isActive: boolean;
  /** Names its group, where no heading does. */
  readonly hasGroup: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

function CommandOption(props: CommandOptionProps) {
  const { id, command, isActive, hasGroup, onPoint, onChoose } = props;
  const { keys } = describeCommand(command.id);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the box keeps the keyboard and acts on the active option
    <div
      id={id}
      className={clsx(styles.option, isActive && styles.active)}
      role="option"
      aria-selected={isActive}
      // A pointer that rests where the palette comes up has chosen nothing.
      onPointerMove={({ movementX, movementY }) => {
        if (movementX !== 0 || movementY !== 0) onPoint();
      }}
      onClick={onChoose}
    >
      <span className={styles.label}>{command.label}</span>
      {hasGroup && <span className={styles.group}>{command.group}</span>}
      <kbd className={styles.keys}>{keys}</kbd>
    </div>
  );
}

/** The arrows go round, pages stop at the ends. */
function stepped(active: number, step: number, count: number): number {
  if (Math.abs(step) === 1) return (active + step + count) % count;
  return Math.min(count - 1, Math.max(0, active + step));
}

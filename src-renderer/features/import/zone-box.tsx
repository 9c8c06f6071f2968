import { useId, useState } from 'react';
import styles from './zone-box.module.css';

interface ZoneBoxProps {
  readonly label: string;
  readonly value: string;
  /** The zone that times are shown in. */
  readonly ownZone: string;
  readonly onChange: (zone: string) => void;
}

const ALL_ZONES = Intl.supportedValuesOf('timeZone');

/** A time zone, found by typing a part of its name. */
export function ZoneBox({ label, value, ownZone, onChange }: ZoneBoxProps) {
  const list = useId();
  const problem = useId();
  /** What is typed, until it is a zone; null while nothing is. */
  const [draft, setDraft] = useState<string | null>(null);
  const zones = [...new Set(['UTC', ownZone, ...ALL_ZONES])];
  const isWrong = draft !== null && draft !== '' && !couldBecome(zones, draft);
  const type = (text: string): void => {
    const zone = zones.find((each) => each.toLowerCase() === text.trim().toLowerCase());
    setDraft(zone === undefined ? text : null);
    if (zone !== undefined && zone !== value) onChange(zone);
  };
  return (
    <>
      <input
        className={styles.box}
        type="text"
        aria-label={label}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? problem : undefined}
        list={list}
        value={draft ?? value}
        autoComplete="off"
        spellCheck={false}
        onFocus={(event) => event.target.select()}
        onChange={(event) => type(event.target.value)}
        onBlur={() => setDraft(null)}
      />
      <datalist id={list}>
        {zones.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </datalist>
      {isWrong && (
        <span id={problem} className="visually-hidden">
          There is no such zone.
        </span>
      )}
    </>
  );
}

function couldBecome(zones: readonly string[], text: string): boolean {
  const part = text.trim().toLowerCase();
  return zones.some((zone) => zone.toLowerCase().includes(part));
}

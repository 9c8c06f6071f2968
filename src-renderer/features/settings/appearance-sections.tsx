import { useActions, useAppState } from '../../state/app-context.tsx';
import { Segments } from '../../ui/segments.tsx';
import type { SegmentsProps } from '../../ui/segments.tsx';
import { ZoneButton } from '../zone/zone-button.tsx';
import { SettingLine, SettingsSection } from './settings-section.tsx';

/** Theme, contrast, row height and time zone. */
export function AppearanceSection() {
  const { theme, contrast, density } = useAppState((state) => state.settings);
  const { changeSettings } = useActions();
  return (
    <SettingsSection title="Appearance" note="Kept on this machine, for every store.">
      <ChoiceLine
        label="Theme"
        value={theme}
        choices={[
          { value: 'system', label: 'System' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
        onChange={(value) => void changeSettings({ theme: value })}
      />
      <ChoiceLine
        label="Contrast"
        value={contrast}
        choices={[
          { value: 'system', label: 'System' },
          { value: 'more', label: 'More' },
        ]}
        onChange={(value) => void changeSettings({ contrast: value })}
      />
      <ChoiceLine
        label="Rows of the list"
        value={density}
        choices={[
          { value: 'compact', label: 'Compact' },
          { value: 'standard', label: 'Standard' },
          { value: 'comfortable', label: 'Comfortable' },
        ]}
        onChange={(value) => void changeSettings({ density: value })}
      />
      <SettingLine
        label="Time zone"
        hint="Times are shown, typed and exported in it; the store keeps UTC."
      >
        <ZoneButton hasOffset />
      </SettingLine>
    </SettingsSection>
  );
}

/** What stands around the list of events. */
export function HistorySection() {
  const { isTimelineOpen, timelineSplit, facets } = useAppState((state) => state.settings);
  const { changeSettings } = useActions();
  return (
    <SettingsSection title="History">
      <ChoiceLine
        label="Timeline"
        value={isTimelineOpen ? 'shown' : 'hidden'}
        choices={[
          { value: 'shown', label: 'Shown' },
          { value: 'hidden', label: 'Hidden' },
        ]}
        onChange={(value) => void changeSettings({ isTimelineOpen: value === 'shown' })}
      />
      <ChoiceLine
        label="Bars of the timeline are split by"
        value={timelineSplit}
        choices={[
          { value: 'outcome', label: 'Outcome' },
          { value: 'severity', label: 'Severity' },
        ]}
        onChange={(value) => void changeSettings({ timelineSplit: value })}
      />
      <ChoiceLine
        label="Facets"
        value={facets}
        choices={[
          { value: 'auto', label: 'Where there is room' },
          { value: 'open', label: 'Shown' },
          { value: 'closed', label: 'Hidden' },
        ]}
        onChange={(value) => void changeSettings({ facets: value })}
      />
    </SettingsSection>
  );
}

/** A setting that is one of a few words. */
function ChoiceLine<Value extends string>(props: SegmentsProps<Value>) {
  return (
    <SettingLine label={props.label}>
      <Segments {...props} />
    </SettingLine>
  );
}

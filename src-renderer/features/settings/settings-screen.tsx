import { ScreenFrame } from '../navigation/screen-frame.tsx';
import { AppearanceSection, HistorySection } from './appearance-sections.tsx';
import { OperatorsSection } from './operators-section.tsx';
import { RecordingSection } from './recording-section.tsx';

/** How the window looks, who may use the store, and what is recorded. */
export function SettingsScreen() {
  return (
    <ScreenFrame title="Settings">
      <AppearanceSection />
      <HistorySection />
      <OperatorsSection />
      <RecordingSection />
    </ScreenFrame>
  );
}

import { Activity, Fragment, useEffect } from 'react';
import type { ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { roleIn } from '#shared/model/role.ts';
import { assertNever } from '#shared/util/assert.ts';
import styles from './app.module.css';
import { useShortcuts } from './commands/use-commands.ts';
import { AboutScreen } from './features/about/about-screen.tsx';
import { SignInScreen } from './features/access/sign-in-screen.tsx';
import { DetailPane } from './features/detail/detail-pane.tsx';
import { FacetsButton } from './features/facets/facets-button.tsx';
import { FacetsRail } from './features/facets/facets-rail.tsx';
import { useWideWindow } from './features/facets/use-wide-window.ts';
import { FilterBar } from './features/filters/filter-bar.tsx';
import { QueryBox } from './features/query/query-box.tsx';
import { TimeButton } from './features/filters/time-button.tsx';
import { GoToTimeDialog } from './features/history/go-to-time-dialog.tsx';
import { HistoryPage } from './features/history/history-page.tsx';
import { EntitiesScreen } from './features/entities/entities-screen.tsx';
import { ErrorsScreen } from './features/errors/errors-screen.tsx';
import { ExportDialog } from './features/export/export-dialog.tsx';
import { Help } from './features/help/help.tsx';
import { DropTarget } from './features/import/drop-target.tsx';
import { ImportDialog } from './features/import/import-dialog.tsx';
import { ImportMenu } from './features/import/import-menu.tsx';
import { JobStatus } from './features/jobs/job-status.tsx';
import { ImportsScreen } from './features/imports/imports-screen.tsx';
import { BundleDialog } from './features/integrity/bundle-dialog.tsx';
import { IntegrityScreen } from './features/integrity/integrity-screen.tsx';
import { Navigation } from './features/navigation/navigation.tsx';
import { SettingsScreen } from './features/settings/settings-screen.tsx';
import { MarkDialog } from './features/review/mark-dialog.tsx';
import { PruneDialog } from './features/prune/prune-dialog.tsx';
import { RunRetentionDialog } from './features/retention/run-retention-dialog.tsx';
import { RetentionScreen } from './features/retention/retention-screen.tsx';
import { ReviewDialog } from './features/review/review-dialog.tsx';
import { OpeningScreen } from './features/start/opening-screen.tsx';
import { RecoveryScreen } from './features/start/recovery-screen.tsx';
import { StartScreen } from './features/start/start-screen.tsx';
import { CommandPalette } from './features/palette/command-palette.tsx';
import { ViewNameDialog } from './features/views/view-name-dialog.tsx';
import { Notices } from './features/window/notices.tsx';
import { Timeline } from './features/timeline/timeline.tsx';
import { JobResults } from './features/window/job-results.tsx';
import { StatusBar } from './features/window/status-bar.tsx';
import { TopBar } from './features/window/top-bar.tsx';
import { useTheme } from './features/window/use-theme.ts';
import { storeName } from './format/store-name.ts';
import { useActions, useAppState } from './state/app-context.tsx';
import type { Screen } from './state/slices/screen.ts';
import { selectIsFacetsOpen, selectStoreInfo, selectWhyNoImport } from './state/selectors.ts';

/** Panes scroll inside, each in its own way. */
const CLIPPED = { overflow: 'hidden' } as const;

/** The whole window. */
export function App() {
  useShortcuts();
  useTheme();
  useTitle();
  const mayImport = useAppState((state) => selectWhyNoImport(state) === null);
  return (
    <>
      <Window />
      <Notices />
      {mayImport && <DropTarget />}
      {mayImport && <ImportDialog />}
      <ReviewDialog />
      <MarkDialog />
      <ExportDialog />
      <Help />
      <CommandPalette />
      <ViewNameDialog />
      <GoToTimeDialog />
      <PruneDialog />
      <RunRetentionDialog />
      <BundleDialog />
    </>
  );
}

/** What the window shows depends first of all on the store, and on who may see it. */
function Window() {
  const store = useAppState((state) => state.store);
  const access = useAppState((state) => state.access);
  if (!store || !access) return null;
  switch (store.kind) {
    case 'none':
      return <StartScreen />;
    case 'opening':
      return <OpeningScreen name={store.name} />;
    case 'failed':
      return <RecoveryScreen state={store} />;
    case 'open':
      return roleIn(access) === null ? (
        <SignInScreen
          storeName={store.info.name}
          lockedBy={access.kind === 'locked' ? access.name : null}
        />
      ) : (
        <Console />
      );
    default:
      return assertNever(store);
  }
}

/** The screens of an open store, and what frames them all. */
function Console() {
  const screen = useAppState((state) => state.screen);
  const openedAs = useAppState((state) => state.openedAs);
  return (
    <div className={styles.console}>
      <Navigation />
      <div className={styles.place}>
        {/* Goes on where it was: place in the list, focus, widths. */}
        <Activity mode={screen === 'history' ? 'visible' : 'hidden'}>
          <HistoryScreen />
        </Activity>
        {/* What another store had to show is not to stay. */}
        <Fragment key={openedAs}>{otherScreen(screen)}</Fragment>
        <StatusBar>
          <JobStatus />
        </StatusBar>
      </div>
    </div>
  );
}

function otherScreen(screen: Screen): ReactNode {
  switch (screen) {
    case 'history':
      return null;
    case 'imports':
      return <ImportsScreen />;
    case 'retention':
      return <RetentionScreen />;
    case 'integrity':
      return <IntegrityScreen />;
    case 'entities':
      return <EntitiesScreen />;
    case 'errors':
      return <ErrorsScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'about':
      return <AboutScreen />;
    default:
      return assertNever(screen);
  }
}

function HistoryScreen() {
  const openedAs = useAppState((state) => state.openedAs);
  useWideWindow();
  return (
    <>
      <header>
        <h1 className="visually-hidden">History</h1>
        <TopBar
          query={
            <>
              <QueryBox />
              <TimeButton />
            </>
          }
          actions={<ImportMenu />}
        />
        <FilterBar />
      </header>
      <main className={styles.main}>
        <JobResults />
        {/* Numbers of another store are not to stay until its own are here. */}
        <Timeline key={openedAs} start={<FacetsButton />} />
        <Panes />
      </main>
    </>
  );
}

/** The list, and beside it facets and detail with the widths that the operator gave them. */
function Panes() {
  const isDetailOpen = useAppState((state) => state.isDetailOpen);
  const detailWidth = useAppState((state) => state.settings.detailWidth);
  const isFacetsOpen = useAppState(selectIsFacetsOpen);
  const facetsWidth = useAppState((state) => state.settings.facetsWidth);
  const openedAs = useAppState((state) => state.openedAs);
  const { changeSettings } = useActions();
  return (
    <Group
      className={styles.panes}
      onLayoutChanged={(_, { isUserInteraction }) => {
        if (!isUserInteraction) return;
        const width = document.getElementById('detail')?.clientWidth;
        const railWidth = document.getElementById('facets')?.clientWidth;
        void changeSettings({
          ...(width !== undefined && { detailWidth: Math.min(1200, Math.max(280, width)) }),
          ...(railWidth !== undefined && { facetsWidth: Math.min(480, Math.max(180, railWidth)) }),
        });
      }}
    >
      {isFacetsOpen && (
        <>
          <Panel
            id="facets"
            style={CLIPPED}
            defaultSize={facetsWidth}
            minSize={180}
            maxSize={480}
            groupResizeBehavior="preserve-pixel-size"
          >
            <FacetsRail key={openedAs} />
          </Panel>
          <Separator className={styles.separator} aria-label="Width of the facets" />
        </>
      )}
      <Panel id="history" style={CLIPPED} minSize={360}>
        <HistoryPage />
      </Panel>
      {isDetailOpen && (
        <>
          <Separator className={styles.separator} aria-label="Width of the details" />
          <Panel
            id="detail"
            style={CLIPPED}
            defaultSize={detailWidth}
            minSize={280}
            groupResizeBehavior="preserve-pixel-size"
          >
            <DetailPane />
          </Panel>
        </>
      )}
    </Group>
  );
}

/** The desktop names the window after the store, as it does with documents. */
function useTitle(): void {
  const info = useAppState(selectStoreInfo);
  const name = info && storeName(info);
  useEffect(() => {
    document.title = name === null ? 'Annals' : `${name} – Annals`;
  }, [name]);
}

import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { safeString } from '#shared/text/safe-text.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { formOfText } from '../../state/mapping-text.ts';
import type { EditedMapping } from '../../state/edited-mapping.ts';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { EditorFooter } from './editor-footer.tsx';
import type { EditorQuestion } from './editor-footer.tsx';
import { FieldTable } from './field-table.tsx';
import { LiveEvent } from './live-event.tsx';
import styles from './mapping-editor.module.css';
import { MappingTextBox } from './mapping-text-box.tsx';
import { PathList } from './path-list.tsx';
import type { PathPlace } from './path-place.ts';
import { placeId, withPath } from './path-place.ts';
import { TextBox } from './text-box.tsx';

/** Where an operator says which parts of a record become which fields of an event. */
export function MappingEditor() {
  const edited = useAppState((state) => state.edited);
  const { closeMapping } = useActions();
  const [question, setQuestion] = useState<EditorQuestion | null>(null);
  if (!edited) return null;
  const leave = (): void => {
    if (edited.isChanged) setQuestion('discard');
    else closeMapping();
  };
  return (
    <ModalDialog label="Mapping" size="large" isReplacing onClose={leave}>
      <Head edited={edited} />
      <Body edited={edited} />
      <EditorFooter edited={edited} question={question} onAsk={setQuestion} onLeave={leave} />
    </ModalDialog>
  );
}

function Head({ edited }: { readonly edited: EditedMapping }) {
  const { changeMapping } = useActions();
  const { original, form, text, titleProblem, nameProblem } = edited;
  return (
    <div className={styles.head}>
      <h2 className={styles.title}>
        {original === null ? 'New mapping' : `Mapping ${safeString(original)}`}
      </h2>
      {text === null && (
        <>
          <TextBox
            label="Title"
            isLabelShown
            value={form.title}
            problem={titleProblem}
            maxLength={100}
            placeholder="VPN gateway"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that opens takes the keyboard
            autoFocus={original === null}
            onChange={(title) => changeMapping({ title })}
          />
          <TextBox
            label="Name"
            isLabelShown
            isMono
            value={form.name}
            problem={nameProblem}
            maxLength={50}
            placeholder="vpn-gateway"
            onChange={(name) => changeMapping({ name })}
          />
        </>
      )}
    </div>
  );
}

function Body({ edited }: { readonly edited: EditedMapping }) {
  const { changeMapping, changeMappingText, showMappingAs } = useActions();
  const [place, setPlace] = useState<PathPlace>({ kind: 'field', field: 'time' });
  const { form, text } = edited;
  const insert = (path: string): void => {
    if (text !== null) {
      changeMappingText(withInsertedPath(text, path));
      return;
    }
    changeMapping(withPath(form, place, path));
    document.getElementById(placeId(place))?.focus();
  };
  return (
    <div className={styles.columns}>
      <PathList
        paths={edited.paths}
        place={text === null ? place : null}
        form={form}
        onChoose={insert}
      />
      <Tabs
        className={styles.middle ?? ''}
        selectedKey={text === null ? 'form' : 'text'}
        onSelectionChange={(key) => showMappingAs(key === 'form' ? 'form' : 'text')}
      >
        <div className={styles.bar}>
          <TabList className={styles.tabs ?? ''} aria-label="How the mapping is shown">
            <Tab
              id="form"
              className={styles.tab ?? ''}
              isDisabled={text !== null && formOfText(text) === null}
            >
              Fields
            </Tab>
            <Tab id="text" className={styles.tab ?? ''}>
              JSON
            </Tab>
          </TabList>
        </div>
        <TabPanel id="form" className={styles.panel ?? ''}>
          <FieldTable form={form} onPlace={setPlace} />
        </TabPanel>
        <TabPanel id="text" className={styles.panel ?? ''}>
          <MappingTextBox edited={edited} />
        </TabPanel>
      </Tabs>
      <LiveEvent edited={edited} />
    </div>
  );
}

/** Puts a path where the caret is in the text, or at its end. */
function withInsertedPath(text: string, path: string): string {
  const box = document.querySelector<HTMLTextAreaElement>('#mapping-text');
  const at = box?.selectionStart ?? text.length;
  return `${text.slice(0, at)}${JSON.stringify(path)}${text.slice(box?.selectionEnd ?? at)}`;
}

import { FileInput, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { safeString } from '#shared/text/safe-text.ts';
import { formatBytes, formatCountOf } from '../../format/numbers.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { findingOf, shownPreview } from '../../state/preview-counts.ts';
import type { Offered } from '../../state/slices/import-offer.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { MappingEditor } from '../mapping/mapping-editor.tsx';
import styles from './import-dialog.module.css';
import { ImportFooter } from './import-footer.tsx';
import { FilesButton, FilesList } from './offer-files.tsx';
import { OfferFinding } from './offer-finding.tsx';
import { OfferOptions } from './offer-options.tsx';
import { PreviewCounts } from './preview-counts.tsx';
import { PreviewTabs } from './preview-tabs.tsx';

/** What files on offer would become, and how they are read; nothing is stored before it is left. */
export function ImportDialog() {
  const offered = useAppState((state) => state.offered);
  const isEditing = useAppState((state) => state.edited !== null);
  const { discardOffer, loadMappings } = useActions();
  const token = offered?.offer.token;
  useEffect(() => {
    if (token !== undefined) void loadMappings();
  }, [token, loadMappings]);
  if (!offered) return null;
  if (isEditing) return <MappingEditor />;
  return (
    // Something was read before if it comes back from the mapping editor.
    <ModalDialog
      label="Import"
      size="large"
      isReplacing={offered.sample !== null || offered.failure !== null}
      onClose={discardOffer}
    >
      <Offer key={token} offered={offered} />
    </ModalDialog>
  );
}

function Offer({ offered }: { readonly offered: Offered }) {
  const finding = findingOf(offered);
  const preview = shownPreview(offered);
  const hasRows = preview !== null && finding !== 'failed' && finding !== 'empty';
  return (
    <>
      <Head offered={offered} />
      <OfferOptions offered={offered} />
      <PreviewCounts offered={offered} />
      <div className={styles.body} aria-busy={offered.isSampling}>
        <OfferFinding offered={offered} finding={finding} />
        {hasRows && <PreviewTabs preview={preview} isStale={offered.isSampling} />}
      </div>
      <ImportFooter offered={offered} />
    </>
  );
}

function Head({ offered }: { readonly offered: Offered }) {
  const { discardOffer } = useActions();
  const [isOpen, setIsOpen] = useState(false);
  const { title, files, bytes } = offered.offer;
  return (
    <>
      <div className={styles.head}>
        <FileInput size={20} strokeWidth={1.6} className={styles.icon} aria-hidden />
        <div className={styles.words}>
          <h2 className={styles.title}>Import {safeString(title)}</h2>
          <p className={styles.note}>
            {formatCountOf(files, 'file')}, {formatBytes(bytes)}. Nothing is stored yet.
          </p>
        </div>
        <FilesButton offered={offered} isOpen={isOpen} onToggle={() => setIsOpen(!isOpen)} />
        <IconButton label="Cancel the import" onPress={discardOffer}>
          <X size={16} />
        </IconButton>
      </div>
      {isOpen && <FilesList offered={offered} />}
    </>
  );
}

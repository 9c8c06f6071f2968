import { ChevronDown, TriangleAlert } from 'lucide-react';
import { FILE_FORM_TITLES } from '#shared/model/file-forms.ts';
import type { PreviewFile } from '#shared/model/import-preview.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { formatBytes, formatCount, formatCountOf } from '../../format/numbers.ts';
import { shownPreview } from '../../state/preview-counts.ts';
import type { Offered } from '../../state/slices/import-offer.ts';
import { Button } from '../../ui/button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import styles from './offer-files.module.css';

interface FilesButtonProps {
  readonly offered: Offered;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** How the files are written, and the way to the list of them. */
export function FilesButton({ offered, isOpen, onToggle }: FilesButtonProps) {
  const preview = shownPreview(offered);
  if (!preview || preview.files.length === 0) return null;
  const unreadable = preview.files.filter(({ problem }) => problem !== null).length;
  return (
    <Button look="quiet" size="small" aria-expanded={isOpen} onPress={onToggle}>
      {unreadable > 0 ? (
        <span className={styles.problem}>
          <TriangleAlert size={13} aria-hidden />
          {formatCountOf(unreadable, 'file')} cannot be read
        </span>
      ) : (
        `Files: ${describeForms(preview.files)}`
      )}
      <ChevronDown size={13} aria-hidden />
    </Button>
  );
}

/** The files, how each is written, and what is wrong with those that cannot be read. */
export function FilesList({ offered }: { readonly offered: Offered }) {
  const preview = shownPreview(offered);
  if (!preview) return null;
  const { files, fileCount } = preview;
  return (
    <div className={styles.panel}>
      <ul className={styles.list} aria-label="Files">
        {files.map(({ name, bytes, form, problem }, index) => (
          // Two folders may hold files of one name.
          // oxlint-disable-next-line react/no-array-index-key -- the list is shown as it came
          <li key={`${index}:${name}`} className={styles.file}>
            <span className={styles.name} title={safeString(name)}>
              <SafeText as="cell" text={name} />
            </span>
            <span className={styles.size}>{formatBytes(bytes)}</span>
            {problem === null ? (
              <span>{form === null ? '' : FILE_FORM_TITLES[form]}</span>
            ) : (
              <span className={styles.problem}>
                <SafeText text={problem} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {fileCount > files.length && (
        <p className={styles.more}>and {formatCount(fileCount - files.length)} more</p>
      )}
    </div>
  );
}

/** `CSV`, or `CSV and JSON Lines`. */
function describeForms(files: readonly PreviewFile[]): string {
  const titles = new Set(files.flatMap(({ form }) => (form ? [FILE_FORM_TITLES[form]] : [])));
  return titles.size > 2 ? `${titles.size} kinds of files` : [...titles].join(' and ');
}

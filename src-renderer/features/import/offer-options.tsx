import { FILE_FORMS, FILE_FORM_TITLES } from '#shared/model/file-forms.ts';
import type { FileForm } from '#shared/model/file-forms.ts';
import type { DateOrder } from '#shared/model/time-notes.ts';
import { safeString } from '#shared/text/safe-text.ts';
import type { ReactNode } from 'react';
import { formatCountOf } from '../../format/numbers.ts';
import { useActions, useZone } from '../../state/app-context.tsx';
import { shownPreview } from '../../state/preview-counts.ts';
import type { Offered } from '../../state/slices/import-offer.ts';
import { SelectBox } from '../../ui/select-box.tsx';
import { MappingMenu } from './mapping-menu.tsx';
import styles from './offer-options.module.css';
import { ZoneBox } from './zone-box.tsx';

const AUTOMATIC = 'automatic';
const REFUSED = 'refused';

const FORMS: readonly { value: FileForm | typeof AUTOMATIC; label: string }[] = [
  { value: AUTOMATIC, label: 'Automatic' },
  ...FILE_FORMS.map((form) => ({ value: form, label: FILE_FORM_TITLES[form] })),
];
const DATE_ORDER_CHOICES: readonly { value: DateOrder | typeof REFUSED; label: string }[] = [
  { value: REFUSED, label: 'Refused' },
  { value: 'mdy', label: 'Month first' },
  { value: 'dmy', label: 'Day first' },
];

/** How the files are to be read; every change reads them again. */
export function OfferOptions({ offered }: { readonly offered: Offered }) {
  const zone = useZone();
  const { changeImportOptions } = useActions();
  const { options } = offered;
  const tables = shownPreview(offered)?.tables ?? [];
  return (
    <div className={styles.options} role="group" aria-label="How the files are read">
      <Option title="How files are written">
        <SelectBox
          label="How files are written"
          value={options.form ?? AUTOMATIC}
          choices={FORMS}
          onChange={(form) => changeImportOptions({ form: form === AUTOMATIC ? null : form })}
        />
      </Option>
      {tables.length > 0 && (
        <Option title="Table">
          <SelectBox
            label="Table"
            value={options.table ?? tables[0]?.name ?? ''}
            choices={tables.map(({ name, rows }) => ({
              value: name,
              label: `${safeString(name)} (${formatCountOf(rows, 'row')})`,
            }))}
            onChange={(table) => changeImportOptions({ table })}
          />
        </Option>
      )}
      <Option title="Mapping">
        <MappingMenu offered={offered} />
      </Option>
      <Option title="Zone of times without one">
        <ZoneBox
          label="Zone of times without one"
          value={options.zone}
          ownZone={zone}
          onChange={(zone) => changeImportOptions({ zone })}
        />
      </Option>
      <Option title="Dates like 1/2/2026">
        <SelectBox
          label="Dates like 1/2/2026"
          value={options.dateOrder ?? REFUSED}
          choices={DATE_ORDER_CHOICES}
          onChange={(order) => changeImportOptions({ dateOrder: order === REFUSED ? null : order })}
        />
      </Option>
    </div>
  );
}

interface OptionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** The title is for the eye; the control says it too. */
function Option({ title, children }: OptionProps) {
  return (
    <div className={styles.option}>
      <span className={styles.title} aria-hidden>
        {title}
      </span>
      {children}
    </div>
  );
}

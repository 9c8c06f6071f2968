import { TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Toolbar } from 'react-aria-components/Toolbar';
import { useLatestAnswer } from '../../data/use-latest-answer.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ViewsSection } from '../views/views-section.tsx';
import { FacetMenu } from './facet-menu.tsx';
import type { FacetMenuTarget } from './facet-menu.tsx';
import { RAIL_FIELDS } from './facet-fields.ts';
import type { RailField } from './facet-fields.ts';
import { FacetSection } from './facet-section.tsx';
import styles from './facets-rail.module.css';

/** Values counted of each field; a section says how many more there are. */
const COUNTED = 50;

/** What the values of some fields are, how often each occurs, and which of them are asked for. */
export function FacetsRail() {
  const filter = useAppState((state) => state.filter);
  const folded = useAppState((state) => state.settings.foldedFacets);
  const { changeSettings } = useActions();
  const [menu, setMenu] = useState<FacetMenuTarget | null>(null);
  const input = useMemo(() => ({ filter, fields: [...RAIL_FIELDS], limit: COUNTED }), [filter]);
  const { snapshot, retry } = useLatestAnswer('history.facets', input);
  const { answered, failure, isAsking } = snapshot;

  const fold = (field: RailField): void => {
    const isFolded = folded.includes(field);
    const foldedFacets = isFolded ? folded.filter((other) => other !== field) : [...folded, field];
    void changeSettings({ foldedFacets });
  };

  return (
    <section className={styles.rail} aria-label="Facets">
      {failure && (
        <div className={styles.failure} role="alert">
          <TriangleAlert size={13} aria-hidden />
          <span className={styles.reason}>Not counted: {failure.message}</span>
          <Button look="quiet" size="small" onPress={retry}>
            Try again
          </Button>
        </div>
      )}
      <div className={styles.scroller}>
        <Toolbar
          className={styles.sections ?? ''}
          orientation="vertical"
          aria-label="Facets"
          aria-busy={isAsking}
          data-region="facets"
        >
          <ViewsSection />
          {RAIL_FIELDS.map((field) => (
            <FacetSection
              key={field}
              field={field}
              facet={answered?.output.fields.find((facet) => facet.field === field)}
              isFolded={folded.includes(field)}
              onFold={() => fold(field)}
              onMenu={setMenu}
            />
          ))}
        </Toolbar>
      </div>
      {menu && <FacetMenu target={menu} onClose={() => setMenu(null)} />}
    </section>
  );
}

import 'react';

declare module 'react' {
  /** Custom properties may be set wherever styles may. */
  interface CSSProperties {
    readonly [name: `--${string}`]: string | number | undefined;
  }
}

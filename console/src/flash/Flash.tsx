import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar';
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';

interface Note {
  readonly type: 'success' | 'error' | 'info' | 'warning';
  readonly header?: string;
  readonly content: ReactNode;
}

interface Flash {
  readonly items: FlashbarProps.MessageDefinition[];
  readonly notify: (note: Note) => void;
}

const FlashContext = createContext<Flash | null>(null);

const mostNotes = 5;

export function FlashProvider({ children }: { readonly children: ReactNode }) {
  const [items, setItems] = useState<FlashbarProps.MessageDefinition[]>([]);

  const notify = useCallback((note: Note) => {
    const id = crypto.randomUUID();
    const item: FlashbarProps.MessageDefinition = {
      ...note,
      id,
      dismissible: true,
      dismissLabel: 'Dismiss this message',
      ariaRole: note.type === 'error' ? 'alert' : 'status',
      onDismiss: () => setItems((shown) => shown.filter((other) => other.id !== id)),
    };
    setItems((shown) => [item, ...shown].slice(0, mostNotes));
  }, []);

  const flash = useMemo(() => ({ items, notify }), [items, notify]);
  return <FlashContext.Provider value={flash}>{children}</FlashContext.Provider>;
}

function useFlash(): Flash {
  const flash = useContext(FlashContext);
  if (flash === null) {
    throw new Error('There is no place for messages around this component.');
  }
  return flash;
}

/** Shows a message above the page, which screen readers say. */
export function useNotify(): (note: Note) => void {
  return useFlash().notify;
}

export function Notes() {
  return <Flashbar items={useFlash().items} stackItems />;
}

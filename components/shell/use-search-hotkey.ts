import { useEffect } from 'react';

/** `/` moves the focus to the page's search box (marked `data-search-focus`), unless one is typing somewhere. */
export function useSearchHotkey(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const box =
        document.querySelector<HTMLInputElement>('main [data-search-focus]') ??
        document.querySelector<HTMLInputElement>('[data-search-focus]');
      if (!box) return;
      event.preventDefault();
      box.focus();
      box.select();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  );
}

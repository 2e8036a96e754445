// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { useSearchHotkey } from './use-search-hotkey';

function Page({ own }: { readonly own: boolean }) {
  useSearchHotkey();
  return (
    <>
      <input aria-label="header" data-search-focus="" />
      <main>
        <input aria-label="price" />
        {own && <input aria-label="own" data-search-focus="" />}
      </main>
    </>
  );
}

afterEach(cleanup);

it('moves to the search box of the header, without typing the key into it', async () => {
  render(<Page own={false} />);
  await userEvent.keyboard('/');
  expect(document.activeElement).toBe(screen.getByLabelText('header'));
  expect(screen.getByLabelText('header')).toHaveProperty('value', '');
});

it('prefers the search box of the page', async () => {
  render(<Page own={true} />);
  await userEvent.keyboard('/');
  expect(document.activeElement).toBe(screen.getByLabelText('own'));
});

it('leaves the key to whoever is typing', async () => {
  render(<Page own={false} />);
  await userEvent.type(screen.getByLabelText('price'), '1/2');
  expect(screen.getByLabelText('price')).toHaveProperty('value', '1/2');
});

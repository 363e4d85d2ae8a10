// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { MemoryRouter } from 'react-router';
import { IntlProvider } from 'use-intl';
import { afterEach, expect, test } from 'vitest';
import { messagesOf } from '../i18n/texts.ts';
import { checkoutTexts } from '../messages/checkout.ts';
import { AddressSection } from './address-section.tsx';
import { initialDetails } from './details.ts';
import { changedState, openedState } from './details-state.ts';

const empty = { current: null, account: null, book: null, country: 'ES' };

function Form() {
  const [{ details, problems }, setState] = useState(() => openedState(initialDetails(empty)));
  return (
    <MemoryRouter initialEntries={['/en/checkout']}>
      <IntlProvider locale="en" messages={messagesOf(checkoutTexts, 'en')}>
        <AddressSection
          details={details}
          problems={problems}
          book={null}
          countries={{ shipping: [{ code: 'ES', name: 'Spain' }], billing: [] }}
          isRegionRequired={false}
          isShipped
          onChange={(changes) => setState((before) => changedState(before, changes, false))}
        />
      </IntlProvider>
    </MemoryRouter>
  );
}

afterEach(cleanup);

test('Fields of an address that a program fills in at once all stay', () => {
  render(<Form />);
  const fill = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  // Nothing is drawn until all have changed.
  act(() => {
    fill('Full name', 'Ana López');
    fill('Street and number', 'Calle Mayor 1');
    fill('City', 'Madrid');
  });
  expect(screen.getByLabelText('Full name')).toHaveProperty('value', 'Ana López');
  expect(screen.getByLabelText('Street and number')).toHaveProperty('value', 'Calle Mayor 1');
  expect(screen.getByLabelText('City')).toHaveProperty('value', 'Madrid');
});

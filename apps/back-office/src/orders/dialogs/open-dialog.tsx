import type { StaffOrder } from '@trastienda/shop-client';
import type { OrderDialog } from '../order-dialog.ts';
import type { RefundFacts } from '../refunds/preview-refund.ts';
import { AddressDialog } from './address-dialog.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { FulfilDialog } from './fulfil-dialog.tsx';
import { RefundDialog } from './refund-dialog.tsx';
import { RepeatRefundDialog } from './repeat-refund-dialog.tsx';
import { ResolveReturnDialog } from './resolve-return-dialog.tsx';
import { RevokeLinksDialog } from './revoke-links-dialog.tsx';

export interface OpenDialogProps {
  readonly dialog: OrderDialog;
  readonly order: StaffOrder;
  readonly facts: RefundFacts;
  readonly onClose: () => void;
}

/** Shows a dialog about an order. */
export function OpenDialog({ dialog, order, facts, onClose }: OpenDialogProps) {
  switch (dialog.kind) {
    case 'fulfil':
      return <FulfilDialog order={order} onClose={onClose} />;
    case 'cancel':
      return <CancelDialog order={order} {...facts} onClose={onClose} />;
    case 'address':
      return <AddressDialog order={order} onClose={onClose} />;
    case 'links':
      return <RevokeLinksDialog order={order} onClose={onClose} />;
    case 'refund':
      return (
        <RefundDialog
          order={order}
          facts={facts}
          returned={dialog.returned?.lines ?? null}
          onClose={onClose}
        />
      );
    case 'resolve':
      return (
        <ResolveReturnDialog
          order={order}
          request={dialog.request}
          decision={dialog.decision}
          onClose={onClose}
        />
      );
    case 'repeat':
      return (
        <RepeatRefundDialog
          order={order}
          refund={dialog.refund}
          what={dialog.what}
          onClose={onClose}
        />
      );
  }
}

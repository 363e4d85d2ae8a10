"""Buys a product as a guest, with the client that openapi-python-client generates.

Against a server that `npm start` has started (README.md says how to generate the client):

    python buy.py [URL]
"""

import secrets
import sys
import uuid
from typing import TypeVar

from trastienda_client import AuthenticatedClient, Client
from trastienda_client.api.cart import cart_add, cart_shipping_options
from trastienda_client.api.catalog import catalog_get, catalog_list
from trastienda_client.api.checkout import checkout_complete, checkout_pay, checkout_start
from trastienda_client.api.orders import orders_get
from trastienda_client.models import (
    Address,
    AddToCartInput,
    Cart,
    Checkout,
    CheckoutPayBody,
    Money,
    Order,
    Product,
    ProductPage,
    ShippingOptions,
    StartCheckoutInput,
    VariantNotFoundError,
)

Expected = TypeVar("Expected")


def expect(answer: object, kind: type[Expected]) -> Expected:
    """Returns an answer of the expected kind; every other one is a failure with a reason."""
    if isinstance(answer, kind):
        return answer
    raise SystemExit(f"Expected {kind.__name__}, but the server answered: {answer}")


def new_guest_token() -> str:
    """The only credential for the cart and the orders of a guest: keep it, and tell nobody."""
    return f"tg_{secrets.token_urlsafe(32)}"


def text_of(money: Money) -> str:
    """Writes an amount of euros, whose minor unit is a hundredth."""
    return f"{money.amount / 100:.2f} {money.currency}"


def find_product(shop: Client) -> Product:
    page = expect(catalog_list.sync(client=shop, in_stock=True, limit=1), ProductPage)
    if not page.items:
        raise SystemExit("The shop has nothing in stock.")
    return expect(catalog_get.sync(page.items[0].slug, client=shop), Product)


def fill_cart(guest: AuthenticatedClient, product: Product) -> Cart:
    variant = next(variant for variant in product.variants if variant.is_in_stock)
    return expect(cart_add.sync(client=guest, body=AddToCartInput(sku=variant.sku)), Cart)


def start_checkout(guest: AuthenticatedClient) -> Checkout:
    address = Address(name="Ana López", line1="Calle Mayor 1", city="Madrid", country="ES")
    shipping = expect(cart_shipping_options.sync(client=guest, country="ES"), ShippingOptions)
    details = StartCheckoutInput(
        email="ana@example.com",
        shipping_address=address,
        shipping_method_id=shipping.options[0].id if shipping.options else None,
    )
    # One key for one intention: when no answer arrives, send the same call with the same key.
    key = str(uuid.uuid4())
    checkout = expect(
        checkout_start.sync(client=guest, body=details, idempotency_key=key), Checkout
    )
    repeated = expect(
        checkout_start.sync(client=guest, body=details, idempotency_key=key), Checkout
    )
    if repeated != checkout:
        raise SystemExit("The repeated call started another checkout.")
    return checkout


def pay(guest: AuthenticatedClient, checkout: Checkout) -> Order:
    card = CheckoutPayBody(payment_method="pm_test_approve")
    pay_key, complete_key = str(uuid.uuid4()), str(uuid.uuid4())
    expect(
        checkout_pay.sync(checkout.id, client=guest, body=card, idempotency_key=pay_key), Checkout
    )
    completed = expect(
        checkout_complete.sync(checkout.id, client=guest, idempotency_key=complete_key), Checkout
    )
    if completed.order_id is None:
        raise SystemExit(f"The payment is not authorized: {completed.payment}")
    return expect(orders_get.sync(completed.order_id, client=guest), Order)


def ask_for_what_is_not_sold(guest: AuthenticatedClient) -> None:
    answer = cart_add.sync(client=guest, body=AddToCartInput(sku="NOT-FOR-SALE"))
    # Each reason of failure is a class of its own, whose details are typed.
    failure = expect(answer, VariantNotFoundError)
    print(f"{failure.reason.value}: {failure.message} ({failure.details.sku})")


def main() -> None:
    url = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:3000"
    with (
        Client(f"{url}/api") as shop,
        AuthenticatedClient(
            f"{url}/api",
            token=new_guest_token(),
            prefix="",
            auth_header_name="trastienda-guest",
        ) as guest,
    ):
        product = find_product(shop)
        cart = fill_cart(guest, product)
        print(f"{product.title}: {text_of(cart.total)}")
        order = pay(guest, start_checkout(guest))
        print(f"Order {order.number}: {text_of(order.prices.total)}, {order.payment_status.value}")
        ask_for_what_is_not_sold(guest)


if __name__ == "__main__":
    main()

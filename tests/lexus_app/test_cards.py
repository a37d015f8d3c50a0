"""Card numbers never get in; licence numbers that pass Luhn do."""

import time

import pytest

from integrations.lexus_app import cards

VISA = "4111 1111 1111 1111"


@pytest.mark.parametrize(
    "number",
    [
        "4111111111111111",
        "4222222222222",
        "4000-0000-0000-0002",
        "5555 5555 5555 4444",
        "2223003122003222",
        "378282246310005",
        "6011111111111117",
        "30569309025904",
        "3566002020360505",
        "6200000000000005",
        "４１１１１１１１１１１１１１１１",
        "4111 1111 1111 1111",
    ],
)
def test_the_digits_of_a_card_in_free_text_are_replaced(number: str) -> None:
    message = {"data": {"notes": f"Charge 12 {number}, please", "version": 3}}

    assert cards.masked(message) == {"data": {"notes": "Charge 12 ••••, please", "version": 3}}


@pytest.mark.parametrize(
    "text", ["4111 1111 1111 1112", "9111111111111117", "411111111111", "12345678901234567890", "4111111111111111" * 2]
)
def test_digits_that_no_issuer_gives_out_are_left_alone(text: str) -> None:
    assert cards.masked({"notes": text}) == {"notes": text}


@pytest.mark.parametrize(
    "message",
    [
        {"data": {"license": {"number": "4111111111111111"}}},
        {"data": {"insurance": {"policy_number": "4111111111111111"}}},
        {"data": {"reservation_id": "4111111111111111", "guest": {"guest_id": "4111111111111111"}}},
        {"data": {"reserve": {"vin": "4111111111111111"}, "guest": {"phone": "+4111111111111111"}}},
    ],
)
def test_identifiers_may_pass_for_a_card_by_chance(message: dict[str, object]) -> None:
    assert cards.masked(message) == message
    assert list(cards.faults(message)) == []


@pytest.mark.parametrize(
    ("message", "path"),
    [
        ({"data": {"payment_method": {"token": VISA}}}, "data.payment_method.token"),
        ({"data": {"payment_method": {"deep": [{"er": 4111111111111111}]}}}, "data.payment_method.deep[0].er"),
        ({"data": {"payment_method": {"payment_method_id": VISA}}}, "data.payment_method.payment_method_id"),
        ({"data": {"guest": {"card_number": "x"}}}, "data.guest.card_number"),
        ({"data": {"cardNumber": None}}, "data.cardNumber"),
        ({"cvv": 1}, "cvv"),
        ({"data": {"CVC2": 1}}, "data.CVC2"),
        ({"data": [{"track_2": ""}]}, "data[0].track_2"),
        ({"data": {VISA: 1}}, "data"),
    ],
)
def test_card_data_is_refused_where_it_stands(message: dict[str, object], path: str) -> None:
    assert list(cards.faults(message)) == [path]


def test_words_that_only_sound_like_cards_are_fine() -> None:
    message = {"data": {"tracking_code": "x", "company": "Panorama", "payment_method": {"token": "pm_card_visa"}}}

    assert list(cards.faults(message)) == []


@pytest.mark.parametrize("filling", ["1 ", "4", "1-", "1   ", "4111111111111112 "])
def test_eight_times_the_digits_take_eight_times_as_long_and_not_sixty_four(filling: str) -> None:
    short, long = filling * (16 * 1024 // len(filling)), filling * (128 * 1024 // len(filling))

    times_longer = min(reading_seconds(long) for _ in range(2)) / min(reading_seconds(short) for _ in range(2))

    assert times_longer < 24


def reading_seconds(text: str) -> float:
    """Of the processor, so that a busy machine does not count."""
    began = time.process_time()
    cards.masked({"notes": text})
    return time.process_time() - began

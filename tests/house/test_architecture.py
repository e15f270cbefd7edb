"""The picture of the architecture shows the code as it is, and its arrows are the imports."""

from tests.proofs.architecture import (
    PICTURE,
    draw,
    find_arrows,
    leave_out_implied,
    list_floors,
    reaches,
)


def test_the_picture_is_current() -> None:
    assert PICTURE.read_text("utf-8") == draw(), "run: make architecture"


def test_every_room_is_drawn_and_no_arrow_leads_up() -> None:
    floors = list_floors()
    level = {room: number for number, floor in enumerate(floors) for room in floor}
    arrows = find_arrows()
    assert {room for arrow in arrows for room in arrow} <= level.keys()
    assert all(level[start] < level[end] for start, end in arrows)


def test_an_arrow_that_others_imply_is_left_out_and_the_way_stays() -> None:
    arrows = {("a", "b"), ("b", "c"), ("a", "c"), ("a", "d")}
    assert leave_out_implied(arrows) == {("a", "b"), ("b", "c"), ("a", "d")}
    assert reaches("a", "c", leave_out_implied(arrows))

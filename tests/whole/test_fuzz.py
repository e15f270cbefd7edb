"""Whatever fuzzing once found, and the seeds it begins with, is read or refused."""

import random

import pytest

from tests.proofs.fuzz import TARGETS, change, list_seeds


@pytest.mark.parametrize("target", TARGETS)
def test_every_seed_is_read_or_refused(target: str) -> None:
    seeds = list_seeds(target)
    assert seeds
    for seed in seeds:
        TARGETS[target](seed.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_that_were_changed_a_little_are_read_or_refused(target: str) -> None:
    chance, seeds = random.Random(5), [seed.read_bytes() for seed in list_seeds(target)]
    for _ in range(300):
        TARGETS[target](change(chance, seeds))

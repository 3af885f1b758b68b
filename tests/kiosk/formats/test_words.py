"""The words that two people compare."""

from __future__ import annotations

import os

from kiosk.formats.words import HOW_MANY, normal, six_words, word


def test_there_are_as_many_words_as_in_a_diceware_list_and_all_differ() -> None:
    words = {word(number) for number in range(HOW_MANY)}
    assert HOW_MANY == len(words) == 7776
    assert all(one.isascii() and one.isalpha() and one.islower() and 5 <= len(one) <= 7 for one in words)


def test_no_word_reads_as_two_pieces_of_others() -> None:
    """Said without a pause, six words are still those six: each ends where its only ending does."""
    words = {word(number) for number in range(HOW_MANY)}
    assert not any(one + two in words for one in list(words)[:50] for two in list(words)[:50])


def test_six_words_follow_from_the_keys_of_both_sides_in_order() -> None:
    one, two, three = os.urandom(32), os.urandom(32), os.urandom(32)
    assert len(six_words(one, two, three)) == 6
    assert six_words(one, two, three) == six_words(one, two, three)
    assert six_words(one, two, three) != six_words(one, three, two)


def test_typed_words_are_read_in_any_spelling_of_the_spaces() -> None:
    assert normal(" Batel-KRODUM,  fliten\n") == ("batel", "krodum", "fliten")
